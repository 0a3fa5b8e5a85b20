import { Refusal } from "./refusal";

type Window = { start: number; used: number; day: number; usedToday: number };

const intervalMs = 10_000;

/** 100 requests per 10 s and 200,000 a day, for each app and each location or company it calls. */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly max: number,
    private readonly daily: number,
  ) {}

  /** Counts one call; the headers tell what is left whether it was let through or not. */
  take(key: string | null, wall: number): { headers: Record<string, string>; refusal: Refusal | null } {
    if (key === null) return { headers: this.headers(this.max, this.daily), refusal: null };
    const window = this.windowAt(key, wall);
    if (window.usedToday >= this.daily) return { headers: this.left(window), refusal: tooMany() };
    if (window.used >= this.max) return { headers: this.left(window), refusal: tooMany() };
    window.used += 1;
    window.usedToday += 1;
    return { headers: this.left(window), refusal: null };
  }

  reset(): void {
    this.windows.clear();
  }

  private windowAt(key: string, wall: number): Window {
    const day = Math.floor(wall / 86_400_000);
    let window = this.windows.get(key);
    if (!window) {
      window = { start: wall, used: 0, day, usedToday: 0 };
      this.windows.set(key, window);
    }
    if (wall - window.start >= intervalMs) {
      window.start = wall;
      window.used = 0;
    }
    if (window.day !== day) {
      window.day = day;
      window.usedToday = 0;
    }
    return window;
  }

  private left(window: Window): Record<string, string> {
    return this.headers(this.max - window.used, this.daily - window.usedToday);
  }

  private headers(remaining: number, remainingToday: number): Record<string, string> {
    return {
      "X-RateLimit-Limit-Daily": String(this.daily),
      "X-RateLimit-Daily-Remaining": String(Math.max(0, remainingToday)),
      "X-RateLimit-Interval-Milliseconds": String(intervalMs),
      "X-RateLimit-Max": String(this.max),
      "X-RateLimit-Remaining": String(Math.max(0, remaining)),
    };
  }
}

function tooMany(): Refusal {
  return new Refusal(429, "Too Many Requests");
}
