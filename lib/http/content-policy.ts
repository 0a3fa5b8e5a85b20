/**
 * The Content-Security-Policy of one page. Scripts run only with this reply's nonce; frames, plugins and foreign forms
 * are off. Pictures may come from anywhere over https: avatars and post media live on the networks' own hosts.
 */
export function contentPolicy(options: {
  nonce: string;
  development: boolean;
  pictureHosts: readonly string[];
}): string {
  const { nonce, development, pictureHosts } = options;
  const rules: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    // Charts, dialogs and virtual rows place themselves by style attributes, which no nonce can mark.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", "https:", ...pictureHosts],
    "media-src": ["'self'", "blob:", "https:", ...pictureHosts],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : [])],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
