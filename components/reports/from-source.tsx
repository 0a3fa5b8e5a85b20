/** Where a table's figures come from, beside its heading: posts and statistics of accounts do not add up to each other. */
export function FromSource({ source }: { source: "posts" | "statistics" }) {
  return (
    <span className="text-meta text-muted">
      {source === "posts"
        ? "from the posts themselves"
        : "from the accounts’ daily statistics; posts are counted"}
    </span>
  );
}

/** "1 of 30 days" under a figure that few days stand behind. */
export function DaysNote({ note }: { note: string | null }) {
  return note && <span className="block whitespace-nowrap text-meta text-muted">{note}</span>;
}
