export const commandInputStyle =
  "h-11 w-full border-b bg-transparent px-3 text-body outline-none pointer-coarse:text-base";

export const commandItemStyle =
  "flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2 py-1 data-[disabled=true]:opacity-50 data-[selected=true]:bg-sunken pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";
