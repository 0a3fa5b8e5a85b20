"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/http/api-client";
import {
  type AddPersonInput,
  type ChangePersonInput,
  passwordLinkAnswer,
  peopleSchema,
  personSchema,
} from "@/lib/people/schema";

const peopleKey = ["people"] as const;

export function usePeople() {
  return useQuery({
    queryKey: peopleKey,
    queryFn: ({ signal }) => api("/api/people", { schema: peopleSchema, signal }),
  });
}

function useRefreshPeople() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: peopleKey });
}

export function useAddPerson() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: (input: AddPersonInput) =>
      api("/api/people", { method: "POST", json: input, schema: passwordLinkAnswer }),
    onSuccess: refresh,
  });
}

export function useChangePerson() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: ({ userId, change }: { userId: string; change: ChangePersonInput }) =>
      api(`/api/people/${userId}`, { method: "PATCH", json: change, schema: personSchema }),
    onSuccess: refresh,
  });
}

export function usePasswordLinkFor() {
  return useMutation({
    mutationFn: (userId: string) =>
      api(`/api/people/${userId}/password-link`, { method: "POST", schema: passwordLinkAnswer }),
  });
}

export function useResetSecondFactor() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: (userId: string) =>
      api(`/api/people/${userId}/second-factor`, { method: "DELETE", schema: personSchema }),
    onSuccess: refresh,
  });
}
