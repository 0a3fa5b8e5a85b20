import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { isTheme, THEME_COOKIE } from "@/components/layout/theme";
import { Providers } from "./providers";
import "./globals.css";

/** The letters nearly every page needs, asked for in its first bytes; globals.css has the other alphabets for when one turns up. */
const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: "2Chat Social", template: "%s · 2Chat Social" },
  description: "Connections, snapshots, accounts and scheduled posts of an agency's locations.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#191b20" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The theme is in the first byte of the page, or left to the system by CSS: nothing flashes and no script is needed.
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  const theme = isTheme(chosen) ? chosen : "system";
  return (
    <html lang="en-GB" className={inter.variable} data-theme={theme} suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
