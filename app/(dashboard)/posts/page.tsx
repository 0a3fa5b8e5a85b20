import type { Metadata } from "next";
import { PostsView } from "@/components/posts/posts-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Posts" };

export default async function PostsPage() {
  const { person } = await pageContext({ returnTo: "/posts" });
  return <PostsView canChange={hasRole(person.role, "marketer")} isAdmin={person.role === "admin"} />;
}
