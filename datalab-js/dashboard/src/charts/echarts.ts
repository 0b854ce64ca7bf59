import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import VChart from 'vue-echarts';
import type { Palette } from './palette';

// Only what is used: the rest of ECharts is not in the bundle.
use([BarChart, LineChart, GridComponent, MarkAreaComponent, TooltipComponent, SVGRenderer]);

export { VChart };

/** Text of charts. */
export function textStyle(palette: Palette) {
  return { fontFamily: palette.sans, fontSize: 12, color: palette.quiet };
}

/** A tooltip that is drawn and not made of HTML, which the policy of the page would not style. */
export function tooltip(palette: Palette) {
  return {
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.strong,
    borderWidth: 1,
    padding: [8, 12],
    shadowBlur: 12,
    shadowColor: 'rgba(0, 0, 0, 0.12)',
    textStyle: { fontFamily: palette.sans, fontSize: 13, color: palette.text },
  };
}

export function categoryAxis(palette: Palette) {
  return {
    type: 'category' as const,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.strong } },
    axisLabel: { color: palette.quiet, fontFamily: palette.sans, fontSize: 12, hideOverlap: true },
  };
}

export function valueAxis(palette: Palette, format: (value: number) => string) {
  return {
    type: 'value' as const,
    min: 0,
    splitNumber: 4,
    splitLine: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.quiet, fontFamily: palette.sans, fontSize: 12, formatter: format },
  };
}
