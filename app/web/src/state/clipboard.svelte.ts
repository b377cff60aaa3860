/** Copies a text; false where the browser does not let the page (it is shown then, to be copied by hand). */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
