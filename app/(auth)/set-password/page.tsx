import type { Metadata } from "next";
import { SetPasswordView } from "@/components/auth/set-password-view";

export const metadata: Metadata = { title: "Set your password" };

export default function SetPasswordPage() {
  return <SetPasswordView />;
}
