/** @type {import("next").NextConfig} */
module.exports = {
  // A second checkout process (tests, a preview) may build beside a running product.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // Node-only packages that carry native code or dynamic requires: loaded from node_modules, never bundled.
  serverExternalPackages: ["pg", "pg-boss", "@node-rs/argon2", "pino", "undici", "nodemailer", "pdfkit"],
  experimental: {
    optimizePackageImports: ["lucide-react", "react-icons/fa6", "recharts"],
    // A page in a dozen scripts instead of two: on a slow phone each one that arrives holds up the figures (npm run bench -- pages).
    turbopackChunking: { minChunkSize: 400_000 },
  },
};
