/** Where the product of this run listens; `E2E_PORT` and `E2E_SANDBOX_PORT` choose other ports. */
export const E2E_PORT = Number(process.env.E2E_PORT ?? 3210);
export const E2E_SANDBOX_PORT = Number(process.env.E2E_SANDBOX_PORT ?? 4210);
export const PRODUCT_URL = `http://localhost:${E2E_PORT}`;
export const SANDBOX_URL = `http://127.0.0.1:${E2E_SANDBOX_PORT}`;
