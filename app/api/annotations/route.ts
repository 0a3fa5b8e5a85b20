import { createAnnotation, listAnnotations } from "@/lib/annotations/manage-annotations";
import {
  annotationsQuery,
  annotationsReply,
  annotationView,
  createAnnotationBody,
} from "@/lib/annotations/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List notes on the days of a period.",
  access: { role: "viewer", location: "list" },
  query: annotationsQuery,
  output: annotationsReply,
  run: ({ ctx, query }) => listAnnotations(ctx, query),
});

export const POST = defineRoute({
  summary: "Write a note on a day, of one location or of the whole agency.",
  access: { role: "marketer", location: "list" },
  body: createAnnotationBody,
  output: annotationView,
  status: 201,
  run: ({ ctx, body }) => createAnnotation(ctx, body),
});
