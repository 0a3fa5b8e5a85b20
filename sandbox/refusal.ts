const names: Record<number, [name: string, error: string]> = {
  400: ["BadRequestException", "Bad Request"],
  401: ["UnauthorizedException", "Unauthorized"],
  403: ["ForbiddenException", "Forbidden"],
  404: ["NotFoundException", "Not Found"],
  409: ["ConflictException", "Conflict"],
  422: ["UnprocessableEntityException", "Unprocessable Entity"],
  429: ["ThrottlerException", "Too Many Requests"],
  500: ["InternalServerErrorException", "Internal Server Error"],
};

/** A refusal as the upstream words it; `body` replaces the usual shape where an operation has its own. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly said: string | string[],
    readonly body?: Record<string, unknown>,
  ) {
    super(Array.isArray(said) ? said.join(" ") : said);
  }

  answer(traceId: string): Record<string, unknown> {
    if (this.body) return { ...this.body, traceId };
    const [name, error] = names[this.status] ?? ["HttpException", "Error"];
    return {
      status: this.status,
      options: {},
      message: this.said,
      name,
      error,
      statusCode: this.status,
      traceId,
    };
  }
}

export const notFound = (what: string): Refusal => new Refusal(404, `${what} not found`);

export const invalid = (...sentences: string[]): Refusal => new Refusal(422, sentences);
