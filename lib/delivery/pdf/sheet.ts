import PDFDocument from "pdfkit";
import { edgeOf, PAGES } from "@/lib/delivery/brand/stripe-edge";
import { reportFont } from "./report-font";

export const INK = {
  text: "#1a1a1a",
  muted: "#5f5f5f",
  line: "#dcdcdc",
  sunken: "#f5f5f5",
  good: "#007840",
  bad: "#c2181d",
};

const MARGIN = 42;
const FOOTER = 34;
/** The height of the band in the agency's colour. */
const STRIPE = 5;

type TextOptions = {
  size?: number;
  color?: string;
  bold?: boolean;
  align?: "left" | "right" | "center";
  width?: number;
};

/** An A4 page after another, with a place that moves down as things are put on it. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left = MARGIN;
  readonly width: number;
  y = MARGIN;

  constructor(facts: { title: string; author: string; now: Date }) {
    this.doc = new PDFDocument({
      size: "A4",
      margin: MARGIN,
      bufferPages: true,
      autoFirstPage: true,
      lang: "en-GB",
      displayTitle: true,
      info: { Title: facts.title, Author: facts.author, Creator: "2Chat Social", CreationDate: facts.now },
    });
    // Text is placed by us; the document must never turn the page by itself.
    this.doc.page.margins.bottom = 0;
    this.doc.on("pageAdded", () => {
      this.doc.page.margins.bottom = 0;
    });
    this.doc.registerFont("report", reportFont());
    this.doc.font("report");
    this.width = this.doc.page.width - 2 * MARGIN;
  }

  get bottom(): number {
    return this.doc.page.height - MARGIN - FOOTER;
  }

  /** Turns the page where less than this is left of it. True when it did. */
  need(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.doc.addPage();
    this.y = MARGIN;
    return true;
  }

  gap(height: number): void {
    this.y += height;
  }

  /** One line at a place, cut where it does not fit. */
  put(text: string, x: number, y: number, options: TextOptions = {}): void {
    const { size = 9, color = INK.text, bold = false, align = "left", width = this.width } = options;
    this.doc
      .fontSize(size)
      .fillColor(color)
      .strokeColor(color)
      .lineWidth(size * 0.032);
    const fitting = this.fit(text, width);
    const free = width - this.doc.widthOfString(fitting);
    const at = align === "left" ? x : align === "right" ? x + free : x + free / 2;
    this.doc.text(fitting, at, y, { lineBreak: false, stroke: bold, fill: true });
    this.doc.lineWidth(1);
  }

  /** The text broken into lines of this width; what is beyond the last one ends in an ellipsis. */
  lines(text: string, { size, width, most }: { size: number; width: number; most: number }): string[] {
    this.doc.fontSize(size);
    const lines: string[] = [];
    let line = "";
    const words = text.split(/\s+/);
    for (const [index, word] of words.entries()) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line === "" || this.doc.widthOfString(longer) <= width) {
        line = longer;
        continue;
      }
      if (lines.length === most - 1) {
        return [...lines, this.fit([line, ...words.slice(index)].join(" "), width)];
      }
      lines.push(this.fit(line, width));
      line = word;
    }
    return [...lines, this.fit(line, width)];
  }

  /** Text over as many lines as it takes, at the present place. */
  paragraph(text: string, options: TextOptions = {}): void {
    const { size = 9, color = INK.text, bold = false, width = this.width } = options;
    this.doc.fontSize(size);
    const height = this.doc.heightOfString(text, { width });
    this.need(Math.min(height, 60));
    this.doc
      .fillColor(color)
      .strokeColor(color)
      .lineWidth(size * 0.032);
    this.doc.text(text, this.left, this.y, { width, stroke: bold, fill: true });
    this.doc.lineWidth(1);
    this.y += height;
  }

  heading(text: string, room = 80): void {
    this.need(room);
    this.put(text, this.left, this.y, { size: 12, bold: true });
    this.y += 20;
  }

  widthOf(text: string, size: number): number {
    return this.doc.fontSize(size).widthOfString(text);
  }

  rule(y: number, color = INK.line, from = this.left, to = this.left + this.width): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(color).stroke();
  }

  private fit(text: string, width: number): string {
    if (this.doc.widthOfString(text) <= width) return text;
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.doc.widthOfString(`${letters.slice(0, middle).join("")}…`) <= width) low = middle;
      else high = middle - 1;
    }
    return `${letters.slice(0, low).join("").trimEnd()}…`;
  }

  /** Writes the foot of every page, now that their number is known, and answers the whole file. */
  finish(foot: { left: string; right: string; color: string }): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    const edge = edgeOf(foot.color, PAGES.light);
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      const y = this.doc.page.height - MARGIN - 12;
      this.rule(y - 8);
      this.put(foot.left, this.left, y, { size: 8, color: INK.muted, width: this.width * 0.52 });
      this.put(`${foot.right} · page ${page - start + 1} of ${count}`, this.left + this.width * 0.5, y, {
        size: 8,
        color: INK.muted,
        align: "right",
        width: this.width * 0.5,
      });
      this.doc.rect(0, 0, this.doc.page.width, STRIPE).fill(foot.color);
      if (edge) this.doc.rect(0, STRIPE, this.doc.page.width, 1).fill(edge);
    }
    const pieces: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.doc.on("data", (piece: Buffer) => pieces.push(piece));
      this.doc.on("end", () => resolve(Buffer.concat(pieces)));
      this.doc.on("error", reject);
      this.doc.end();
    });
  }
}
