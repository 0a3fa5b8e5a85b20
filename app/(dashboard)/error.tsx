"use client";

import { PageError } from "@/components/states/page-error";

export default PageError;
