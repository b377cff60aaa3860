const FONT = '"Inter var", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text of a chart will be. */
export function textWidth(text: string, size = 11.5, weight = 400): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) {
    return text.length * size * 0.6;
  }
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}

/** The text where it fits, else as much of it as does, with an ellipsis. Letters of any script stay whole. */
export function fit(text: string, width: number, size = 11.5, weight = 400): string {
  if (textWidth(text, size, weight) <= width) {
    return text;
  }
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (textWidth(letters.slice(0, middle).join('') + '…', size, weight) <= width) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return letters.slice(0, low).join('') + '…';
}
