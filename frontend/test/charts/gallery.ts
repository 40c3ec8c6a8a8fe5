/** One picture of the gallery. */
export interface Piece {
  /** Name of its file, with the ending. */
  readonly file: string;
  readonly title: string;
  /** In pixels, for a page. */
  readonly height?: number | undefined;
}

const STYLE = [
  "body { margin: 24px; background: #f6f7f9; color: #161a20; font: 14px/1.5 system-ui, sans-serif; }",
  "figure { display: inline-block; vertical-align: top; margin: 0 16px 24px 0; padding: 16px; }",
  "figure { border: 1px solid #dfe2e8; border-radius: 8px; background: #fff; }",
  "figcaption { margin-bottom: 12px; color: #505866; }",
  "img, iframe { display: block; max-width: 100%; border: 0; }",
  "iframe { width: 700px; }",
].join("\n");

const picture = ({ file, title, height = 160 }: Piece) =>
  file.endsWith(".svg")
    ? `<img src="${file}" alt="${title}">`
    : `<iframe src="${file}" title="${title}" height="${height}"></iframe>`;

/** The page that shows all pictures. */
export const galleryPage = (pieces: readonly Piece[]): string =>
  [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    "<title>Charts of mixlab</title>",
    `<style>\n${STYLE}\n</style>`,
    "<body>",
    "<h1>Charts</h1>",
    "<p>Each picture is drawn from fixed data by <code>npm run check</code> and compared with its file here;",
    "<code>npm run gallery</code> draws the files and this page anew.</p>",
    ...pieces.map(
      (piece) =>
        `<figure><figcaption><a href="${piece.file}">${piece.file}</a>: ${piece.title}</figcaption>${picture(piece)}</figure>`,
    ),
    "</body>",
    "</html>",
    "",
  ].join("\n");
