import { type ReactNode, useRef } from 'react'
import './DocumentSheet.css'
import { Button, HrefButton } from './Button.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface DocumentSheetProps {
  title: string
  /** `463-QĐ/HU`; absent while it has not been taken. */
  number?: string | undefined
  /** A `StateChip`. */
  state?: ReactNode
  /** Pictures of the pages, first page first; without them the PDF itself is shown where the browser can. */
  pages?: readonly string[]
  pdf: string
  docx?: string
  /** More buttons: sign, issue. */
  actions?: ReactNode
}

/** An official document as the paper looks, with its number and state, to take along or print. */
export function DocumentSheet({ title, number, state, pages, pdf, docx, actions }: DocumentSheetProps) {
  const m = useMessages(messages)
  const printer = useRef<HTMLIFrameElement>(null)
  const print = () => {
    const frame = printer.current
    if (!frame) return
    frame.onload = () => frame.contentWindow?.print()
    frame.src = pdf
  }
  return (
    <section className="card card-flush document" aria-label={title}>
      <header className="document-head">
        <div className="document-title">
          <h2>{title}</h2>
          {number && <span className="muted">{m.documentNumber(number)}</span>}
          {state}
        </div>
        <div className="document-actions">
          <HrefButton small icon="download" href={pdf} download>
            {m.downloadPdf}
          </HrefButton>
          {docx && (
            <HrefButton small icon="download" href={docx} download>
              {m.downloadDocx}
            </HrefButton>
          )}
          <Button small icon="print" onClick={print}>
            {m.print}
          </Button>
          {actions}
        </div>
      </header>
      <div className="document-desk">
        {pages ? (
          pages.map((page, index) => (
            <img key={page} className="paper" src={page} alt={`${m.preview(title)} (${index + 1}/${pages.length})`} />
          ))
        ) : (
          <iframe className="paper" src={`${pdf}#toolbar=0`} title={m.preview(title)} />
        )}
      </div>
      <iframe ref={printer} hidden title={m.print} />
    </section>
  )
}
