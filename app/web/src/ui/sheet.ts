import { significant } from '../lib/numbers';

export type Cell = string | number | null;

/** The table behind a chart: what it shows as figures; `null` is a gap. */
export interface Sheet {
  /** Name of the file to save. */
  file: string;
  columns: string[];
  rows: Cell[][];
}

export function cellText(cell: Cell, gap: string): string {
  return cell === null ? gap : typeof cell === 'number' ? significant(cell, 4) : cell;
}

/** The sheet as CSV (RFC 4180): figures in full, a gap as an empty cell, and no text that a spreadsheet would run as a formula. */
export function csv({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

function field(cell: Cell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell === 'number') {
    return String(cell);
  }
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Saves a text or a blob as a file of the reader. */
export function save(file: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: file });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveCsv(sheet: Sheet): void {
  // Spreadsheets take UTF-8 for what it is only where the file says so.
  save(`${sheet.file}.csv`, new Blob(['\ufeff', csv(sheet)], { type: 'text/csv;charset=utf-8' }));
}
