import { CopyButton } from "@/components/ui/copy-button";

/** Shown once: only their hashes are stored. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div>
      <div className="flex items-center gap-2">
        <h3 className="font-medium">Recovery codes</h3>
        <CopyButton text={codes.join("\n")} what="recovery codes" />
      </div>
      <p className="text-muted">
        Keep them where you can reach them without your phone. Each signs you in once. They are not shown
        again.
      </p>
      <ul className="mt-2 grid gap-x-6 gap-y-1 rounded-control bg-sunken p-3 font-mono text-[13px] sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}
