import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RunnableJob, Schedule } from "@/lib/jobs/define-job";
import { jobs, schedules } from "./registry";

describe("the worker's registry", () => {
  it("lists every job and schedule that is written", async () => {
    const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".job.ts"),
    );
    for (const file of files) {
      const module = (await import(`../${file}`)) as { job?: RunnableJob; schedule?: Schedule };
      expect(module.job ?? module.schedule, `${file} exports neither job nor schedule`).toBeDefined();
      if (module.job) expect(jobs, file).toContain(module.job);
      if (module.schedule) expect(schedules, file).toContain(module.schedule);
    }
    expect(files.length).toBeGreaterThan(5);
  });

  it("names each job once", () => {
    const names = [...jobs, ...schedules].map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
