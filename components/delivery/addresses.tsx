import { Fragment } from "react";
import { number } from "@/lib/format";

type AddressesProps = { of: readonly string[]; most: number };

/** E-mail addresses, broken behind their @ where a line is too short; past `most` the rest is counted. */
export function Addresses({ of, most }: AddressesProps) {
  const shown = of.slice(0, most);
  const rest = of.length - shown.length;
  return (
    <>
      {shown.map((address, index) => (
        <Fragment key={address}>
          {index > 0 && (index === of.length - 1 ? " and " : ", ")}
          <Address>{address}</Address>
        </Fragment>
      ))}
      {rest > 0 && ` and ${number(rest)} more`}
    </>
  );
}

export function Address({ children: address }: { children: string }) {
  const at = address.lastIndexOf("@") + 1;
  return (
    <span className="wrap-anywhere">
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </span>
  );
}
