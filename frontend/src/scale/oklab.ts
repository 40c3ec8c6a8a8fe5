/** Colour in OKLab (B. Ottosson, 2020), where equal steps look equal; lightness in [0, 1], hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** Red, green and blue in [0, 1], gamma-encoded sRGB. */
export type Rgb = readonly [number, number, number];

function linearRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const displayable = (rgb: Rgb) => rgb.every((value) => value >= -1e-4 && value <= 1 + 1e-4);
const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The colour in sRGB; a colour no screen shows keeps lightness and hue and loses chroma until it fits. */
export function toRgb(colour: Oklch): Rgb {
  let chroma = colour.chroma;
  let rgb = linearRgb(colour);
  while (!displayable(rgb) && chroma > 0) {
    chroma = Math.max(0, chroma - 0.002);
    rgb = linearRgb({ ...colour, chroma });
  }
  return [encode(clamp(rgb[0])), encode(clamp(rgb[1])), encode(clamp(rgb[2]))];
}

/** OKLab lightness of an sRGB colour. */
export function lightnessOf([red, green, blue]: Rgb): number {
  const [r, g, b] = [decode(red), decode(green), decode(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

/** Relative luminance as WCAG 2 defines it. */
export function luminanceOf([red, green, blue]: Rgb): number {
  return 0.2126 * decode(red) + 0.7152 * decode(green) + 0.0722 * decode(blue);
}

/** Contrast ratio as WCAG 2 defines it, in [1, 21]. */
export function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [luminanceOf(a) + 0.05, luminanceOf(b) + 0.05];
  return one > other ? one / other : other / one;
}

/** `#rrggbb` of a colour. */
export function hex(rgb: Rgb): string {
  const part = (value: number) =>
    Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${part(rgb[0])}${part(rgb[1])}${part(rgb[2])}`;
}
