import { cn } from "@/components/ui/cn";

type SparklineProps = {
  /** null where nothing was reported: the line breaks there. */
  values: readonly (number | null)[];
  /** Read aloud: "Reach of Harbour Dental, 14 days". */
  label: string;
  width?: number;
  height?: number;
  color?: string;
  className?: string;
};

/** The shape of a series in a table cell, its last value marked. Without any value: "no data". */
export function Sparkline(props: SparklineProps) {
  const { values, label, width = 72, height = 20, color = "var(--muted)", className } = props;
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return <span className="text-muted">no data</span>;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => 2 + (index / Math.max(1, values.length - 1)) * (width - 4);
  const y = (value: number) =>
    high === low ? height / 2 : height - 3 - ((value - low) / (high - low)) * (height - 6);
  let path = "";
  let joined = false;
  values.forEach((value, index) => {
    if (value !== null) path += `${joined ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    joined = value !== null;
  });
  const last = values.findLastIndex((value) => value !== null);
  const lastValue = values[last];
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={cn("inline-block align-middle", className)}
    >
      <path
        d={path}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {typeof lastValue === "number" && <circle cx={x(last)} cy={y(lastValue)} r={2} fill="var(--text)" />}
    </svg>
  );
}
