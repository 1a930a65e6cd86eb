/** One way to hand in work that ends in a script. */
export interface Submission {
  /** Hands in one piece of work; resolves when it is all over. */
  submit(): Promise<void>;
  close(): Promise<void>;
}
