import { changeAnnotation, removeAnnotation } from "@/lib/annotations/manage-annotations";
import { annotationParams, annotationView, changeAnnotationBody } from "@/lib/annotations/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PATCH = defineRoute({
  summary: "Change a note's day or text.",
  access: { role: "marketer", location: "record" },
  params: annotationParams,
  body: changeAnnotationBody,
  output: annotationView,
  run: ({ ctx, params, body }) => changeAnnotation(ctx, { ...params, ...body }),
});

export const DELETE = defineRoute({
  summary: "Delete a note.",
  access: { role: "marketer", location: "record" },
  params: annotationParams,
  output: annotationView,
  run: ({ ctx, params }) => removeAnnotation(ctx, params),
});
