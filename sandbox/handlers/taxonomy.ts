import {
  getCategoriesId,
  getCategoriesLocationId,
  getTagsByIds,
  getTagsLocationId,
} from "@/lib/upstream/contract";
import { answers, envelope, page, placeOf } from "../handler";
import { notFound } from "../refusal";
import { categoriesOf, tagsOf } from "../shelf/taxonomy";

const taxonomyHandlers = [
  answers(getCategoriesLocationId, (call) => {
    const words = call.query.searchText?.toLowerCase() ?? "";
    const all = categoriesOf(call.state, placeOf(call)).filter(({ name }) =>
      name.toLowerCase().includes(words),
    );
    const categories = page(all, call.query.skip, call.query.limit);
    return envelope(200, "Fetched Categories by Location ID", { count: all.length, categories });
  }),

  answers(getCategoriesId, (call) => {
    const category = categoriesOf(call.state, placeOf(call)).find(({ _id }) => _id === call.params.id);
    if (!category) throw notFound("Category");
    return envelope(200, "Fetched Category by ID", { category });
  }),

  answers(getTagsLocationId, (call) => {
    const words = call.query.searchText?.toLowerCase() ?? "";
    const all = tagsOf(call.state, placeOf(call)).filter(({ tag }) => tag.toLowerCase().includes(words));
    return envelope(200, "Fetched Tags by Location ID", {
      tags: page(all, call.query.skip, call.query.limit),
      count: all.length,
    });
  }),

  answers(getTagsByIds, (call) => {
    const tags = tagsOf(call.state, placeOf(call)).filter(({ _id }) => call.body.tagIds.includes(_id));
    return envelope(201, "Fetched Tags by Tag IDs", { tags, count: tags.length });
  }),
];

export default taxonomyHandlers;
