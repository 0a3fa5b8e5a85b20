import { AppError } from "@/lib/errors";
import { checkPicture } from "../pdf/check-picture";
import { MAX_LOGO_BYTES } from "./schema";

/** What kind of picture the logo is. Refuses all but whole, small PNG and JPEG. */
export function checkLogo(bytes: Buffer): "image/png" | "image/jpeg" {
  if (bytes.length > MAX_LOGO_BYTES) {
    throw new AppError("too_large", {
      message: "The logo is larger than 512 KB. Make it smaller, and choose that file.",
    });
  }
  return checkPicture(bytes);
}
