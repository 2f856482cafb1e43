/** The mark: V on flag red. */
export function Brand() {
  return (
    <span className="brand" aria-hidden="true">
      <svg viewBox="0 0 32 32" width="32" height="32" focusable="false">
        <path
          d="M9.5 9l6.5 14L22.5 9"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  )
}
