/** Something asked of the server: the last answer stays while a newer one is on its way, and a late answer is dropped. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Error | null>(null);
  loading = $state(false);
  #turn = 0;

  async load(answer: Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const value = await answer;
      if (turn === this.#turn) {
        this.value = value;
        this.problem = null;
      }
    } catch (e) {
      if (turn === this.#turn) {
        this.problem = e instanceof Error ? e : new Error(String(e));
      }
    } finally {
      if (turn === this.#turn) {
        this.loading = false;
      }
    }
  }
}
