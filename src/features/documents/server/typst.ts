/** Typst in this process: a template, its inputs, and a PDF that is the same bytes for the same inputs. */
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'

/** Tinos: as wide as Times New Roman letter by letter, with every Vietnamese letter. */
const fontFiles = [
  import.meta.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  import.meta.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  import.meta.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
]

let shared: NodeCompiler | undefined
function compiler(): NodeCompiler {
  shared ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: fontFiles.map((url) => readFileSync(new URL(url))) }] })
  return shared
}

const templates = new Map<string, string>()
function template(name: string): string {
  const text = templates.get(name) ?? readFileSync(new URL(name, import.meta.url), 'utf8')
  templates.set(name, text)
  return text
}

/** Results Typst remembers are dropped after so many documents without use, so that memory stays level. */
const REMEMBERED_DOCUMENTS = 10

type Template = 'document.typ' | 'certificate.typ'

/** Compiles a template of this folder. Inputs reach it as strings, never as source. */
async function compiled<T>(
  templateName: Template,
  inputs: Record<string, string>,
  write: (typst: NodeCompiler, document: NodeTypstDocument) => T,
): Promise<T> {
  // What the compiler holds outside the JavaScript heap is freed only between turns of the event loop; a long row of
  // documents without a turn would keep 0.7 MB for each.
  await setImmediate()
  const typst = compiler()
  const outcome = typst.compile({ mainFileContent: template(templateName), inputs })
  const { result } = outcome
  if (!result) {
    const error = outcome.takeError()
    throw new Error(`${templateName} does not compile: ${JSON.stringify(error?.shortDiagnostics ?? [])}`)
  }
  const written = write(typst, result)
  typst.evictCache(REMEMBERED_DOCUMENTS)
  return written
}

export const compilePdf = (templateName: Template, inputs: Record<string, string>): Promise<Uint8Array> =>
  compiled(templateName, inputs, (typst, document) => new Uint8Array(typst.pdf(document)))

/** All pages below each other as one SVG; letters are outlines, so it looks the same everywhere. */
export const compilePicture = (templateName: Template, inputs: Record<string, string>): Promise<Uint8Array> =>
  compiled(templateName, inputs, (typst, document) => new TextEncoder().encode(typst.plainSvg(document)))
