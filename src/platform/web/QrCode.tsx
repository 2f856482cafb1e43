import { useQuery } from '@tanstack/react-query'

/** A text as a picture that a phone's camera reads; `label` says what it leads to. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ['qr', text],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => {
      const { create } = await import('qrcode')
      const { size, data: dark } = create(text, { errorCorrectionLevel: 'M' }).modules
      const squares = Array.from(dark, (on, at) => (on ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ''))
      return { size, path: squares.join('') }
    },
  })
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`-3 -3 ${(data?.size ?? 33) + 6} ${(data?.size ?? 33) + 6}`}
      width="192"
      height="192"
      shapeRendering="crispEdges"
    >
      <rect x="-3" y="-3" width="100%" height="100%" fill="#fff" />
      {data && <path d={data.path} fill="#000" />}
    </svg>
  )
}
