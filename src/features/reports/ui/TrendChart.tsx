import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { formatNumber } from '#shared/format.ts'
import './TrendChart.css'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer])

interface TrendChartProps {
  points: readonly { name: string; recognised: number; total: number }[]
  names: { recognised: string; total: string }
}

/** The page's own colours, so that high contrast and print are honoured. */
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function optionOf({ points, names }: TrendChartProps) {
  const axis = { axisLabel: { color: colour('--muted') }, splitLine: { lineStyle: { color: colour('--line') } } }
  return {
    animation: false,
    textStyle: { fontFamily: colour('--font') },
    color: [colour('--slate'), colour('--met')],
    grid: { left: 8, right: 28, top: 48, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: colour('--ink') }, data: [names.recognised, names.total] },
    tooltip: { trigger: 'axis' as const, valueFormatter: (value: unknown) => formatNumber(Number(value)) },
    xAxis: { type: 'category' as const, data: points.map(({ name }) => name), ...axis },
    yAxis: { type: 'value' as const, minInterval: 1, ...axis },
    series: [
      {
        type: 'bar' as const,
        name: names.recognised,
        data: points.map(({ recognised }) => recognised),
        barMaxWidth: 40,
        label: { show: points.length <= 24, position: 'top' as const, color: colour('--ink') },
      },
      {
        type: 'line' as const,
        name: names.total,
        data: points.map(({ total }) => total),
        symbol: 'diamond',
        symbolSize: 8,
      },
    ],
  }
}

/** Bars for each period and a line for the running total. What it shows is also in the table below it. */
export function TrendChart(props: TrendChartProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(props))
    const fit = new ResizeObserver(() => chart.resize())
    fit.observe(place.current)
    return () => {
      fit.disconnect()
      chart.dispose()
    }
  }, [props])
  return <div ref={place} className="trend-chart" aria-hidden="true" />
}
