"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { type FirstRunInput, passwordLinkSchema } from "@/lib/auth/schema";
import { api } from "@/lib/http/api-client";
import type { PasskeyAnswer } from "./passkey";

const emailAnswer = z.object({ email: z.string() });

export function useFirstRun() {
  return useMutation({
    mutationFn: (input: FirstRunInput) =>
      api("/api/first-run", { method: "POST", json: input, schema: emailAnswer }),
  });
}

/** Whom the link in the address is for. */
export function usePasswordLink(token: string | null) {
  return useQuery({
    queryKey: ["password-link", token],
    enabled: token !== null && token !== "",
    queryFn: ({ signal }) =>
      api("/api/auth/password-link", { method: "POST", json: { token }, schema: passwordLinkSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSetPassword() {
  return useMutation({
    mutationFn: (input: { token: string; password: string }) =>
      api("/api/auth/set-password", { method: "POST", json: input, schema: emailAnswer }),
  });
}

export function useStepUp() {
  return useMutation({
    mutationFn: (proof: { password: string } | { code: string } | { passkey: PasskeyAnswer }) =>
      api("/api/account/step-up", {
        method: "POST",
        json: proof,
        schema: z.object({ confirmed: z.literal(true) }),
      }),
  });
}
