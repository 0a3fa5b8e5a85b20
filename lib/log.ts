import pino, { type Logger } from "pino";

export type { Logger };

/** JSON lines on stderr. Anything that could hold a secret is cut out, whatever passed it in. */
export function createLogger(options: { level: string; name: string }): Logger {
  return pino(
    {
      level: options.level,
      name: options.name,
      redact: {
        paths: [
          "authorization",
          "cookie",
          "password",
          "token",
          "accessToken",
          "refreshToken",
          "clientSecret",
        ].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: "[cut]",
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
