/** Whoever can ask the person to show again who they are: true when they did. */
type Asker = () => Promise<boolean>
let asker: Asker | null = null

/** The dialog that asks, while it is on screen. Returns how to take it away again. */
export function askWith(ask: Asker): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = null
  }
}

/** Asks, where there is somebody to ask; false otherwise. */
export const askToConfirm = async (): Promise<boolean> => (asker === null ? false : asker())
