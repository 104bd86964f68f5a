/** The theme's colours as the stylesheet has them now, for what is drawn on a canvas. */
export function chartColors() {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: color("--text-faint"),
    grid: color("--chart-grid"),
    border: color("--border"),
    up: color("--up"),
    down: color("--down"),
    buy: color("--buy"),
    sell: color("--sell"),
    equity: color("--accent"),
    benchmark: color("--benchmark"),
    drawdown: color("--down"),
    drawdownTop: color("--drawdown-top"),
    drawdownBottom: color("--drawdown-bottom"),
    crosshair: color("--crosshair"),
    panel: color("--panel"),
    dot: color("--dot"),
    holdOut: color("--hold-out"),
  };
}
