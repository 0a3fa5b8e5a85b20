import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One product per data folder: a second start says so instead of touching the first one's data. */
export function takeLock(dataDir: string): () => void {
  const file = join(dataDir, "start.lock");
  try {
    makeFolder(dataDir);
    if (existsSync(file) && isRunning(Number(readFileSync(file, "utf8")))) {
      const pid = readFileSync(file, "utf8").trim();
      throw new Error(
        `2Chat Social is running already on this data folder (process ${pid}). Stop that one first, or set DATA_DIR to another folder.`,
      );
    }
    rmSync(file, { force: true });
    writeFileSync(file, String(process.pid), { flag: "wx" });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (["EACCES", "EROFS", "EPERM", "ENOTDIR", "ENOENT"].includes(code ?? "")) {
      throw new Error(
        `The folder ${dataDir} cannot be written. Make it writable, or set DATA_DIR to one that is.`,
      );
    }
    if (code === "EEXIST")
      throw new Error("2Chat Social is being started twice at once. Let one of them be.");
    throw error;
  }
  return () => rmSync(file, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    // A pid may have been given to another program since: ask Linux what it is.
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Level by level: Node's own recursive mkdir never returns where a folder exists in which none can be made (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
