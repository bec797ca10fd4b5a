// Draws the charts of a report. Its figures are whole numbers; how they are shown is as in the tables beside them.
"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const SPANS = [1, 2, 5, 10, 15, 30].map(n => n * SECOND).concat([1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
    [1, 2, 3, 6, 12].map(n => n * HOUR), [1, 2, 5, 7, 14, 28, 56].map(n => n * DAY));
  const FONT = "12px system-ui, sans-serif";
  const HINT = "Point at the chart, or use the arrow keys in it, to read it.";

  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const thousands = n => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  const two = n => String(n).padStart(2, "0");

  function span(millis) {
    const units = [[DAY, "d"], [HOUR, "h"], [MINUTE, "m"], [SECOND, "s"]];
    const at = units.findIndex(([length]) => millis >= length);
    if (at < 0) return "0";
    const [length, name] = units[at];
    const rest = at < 3 ? Math.floor(millis % length / units[at + 1][0]) : 0;
    return Math.floor(millis / length) + name + (rest === 0 ? "" : " " + rest + units[at + 1][1]);
  }

  // As in a table.
  function text(unit, n) {
    if (unit === "MILLE") return (n / 10).toFixed(1) + " %";
    if (unit === "BITS_PER_SECOND") return (n / 1e6).toFixed(1).replace(/\B(?=(\d{3})+\.)/g, ",") + " Mbit/s";
    return unit === "SPAN" ? span(n) : thousands(n);
  }

  // As at an axis, where the unit stands once.
  function tick(unit, n) {
    if (unit === "MILLE") return String(n / 10);
    if (unit === "BITS_PER_SECOND") return thousands(n / 1e6);
    if (unit === "SPAN") return span(n);
    return Number.isInteger(n) ? thousands(n) : "";
  }

  const day = date => date.getUTCDate() + " " + MONTHS[date.getUTCMonth()];
  const clock = date => two(date.getUTCHours()) + ":" + two(date.getUTCMinutes());
  const moment = millis => {
    const date = new Date(millis);
    return DAYS[date.getUTCDay()] + " " + day(date) + " " + clock(date) + " UTC";
  };

  // A day stands under the first time of it that has a mark.
  function timeTicks(seconds, step) {
    let last = "";
    return seconds.map(at => {
      const date = new Date(at * SECOND);
      const today = day(date);
      if (step >= 86400) return today;
      const line = clock(date) + (today === last ? "" : "\n" + today);
      last = today;
      return line;
    });
  }

  function axes(x, y) {
    const common = { stroke: color("soft"), font: FONT, labelFont: FONT, labelSize: 20,
      grid: { stroke: color("grid"), width: 1 }, ticks: { stroke: color("grid"), width: 1, size: 4 } };
    return [{ ...common, size: 42, space: 64, ...x },
      { ...common, space: 36, size: (u, all) => Math.max(28, 12 + 7 * Math.max(0, ...(all || []).map(one => one.length))), ...y }];
  }

  // Reads one place at a time, which a pointer or the arrow keys choose.
  function readable(element, count, show) {
    const reading = element.parentNode.querySelector(".reading");
    let at = -1;
    const say = place => {
      at = place;
      reading.textContent = place < 0 ? HINT : show(place);
    };
    say(-1);
    element.tabIndex = 0;
    element.onkeydown = event => {
      const step = { ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count }[event.key];
      if (!step) return;
      event.preventDefault();
      say(Math.min(count - 1, Math.max(0, at + step)));
    };
    return say;
  }

  function plot(element, height, options, data, show) {
    const say = readable(element, data[0].length, show);
    const chart = new uPlot({
      width: element.clientWidth, height, legend: { show: false }, padding: [12, 26, 0, 0],
      cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      hooks: { setCursor: [u => say(u.cursor.idx == null ? -1 : u.cursor.idx)], ...options.hooks },
      ...options,
    }, data, element);
    return chart;
  }

  // Whole numbers of devices and rehearsals.
  const WHOLE = [...Array(9).keys()].flatMap(power => [1, 2, 5].map(n => n * 10 ** power));
  const steps = unit => unit === "SPAN" ? SPANS : unit === "MILLE" || unit === "BITS_PER_SECOND" ? undefined : WHOLE;
  const upTo = most => [0, most > 0 ? most * 1.06 : 1];

  function lines(element, chart) {
    const begin = chart.beginMillis / SECOND, step = chart.stepMillis / SECOND;
    const first = all => [chart.stepped ? all[0] : 0, ...all];
    const times = first(chart.lines[0].middle).map((one, at) => begin + at * step);
    const data = [times], series = [{}], bands = [];
    const paths = chart.stepped ? uPlot.paths.stepped({ align: -1 }) : uPlot.paths.linear();
    let most = 0;
    chart.lines.forEach((line, number) => {
      const stroke = color("color" + (number + 1));
      if (line.low) {
        const edge = { stroke: stroke + "00", width: 0, points: { show: false }, paths };
        data.push(first(line.high), first(line.low));
        series.push(edge, { ...edge });
        bands.push({ series: [data.length - 2, data.length - 1], fill: stroke + "38" });
      }
      data.push(first(line.middle));
      series.push({ stroke, width: 2, points: { show: false }, paths });
      most = Math.max(most, ...line.middle, ...(line.high || []));
    });
    const isLimitNear = chart.limit !== undefined && chart.limit <= 4 * most;
    if (isLimitNear) {
      data.push(times.map(() => chart.limit));
      series.push({ stroke: color("limit"), width: 1.5, dash: [6, 4], points: { show: false } });
      most = Math.max(most, chart.limit);
    }
    const whole = chart.unit === "MILLE" ? 1000 : most;
    return plot(element, element.clientWidth < 500 ? 240 : 300, {
      tzDate: seconds => uPlot.tzDate(new Date(seconds * SECOND), "Etc/UTC"),
      scales: { x: { time: true, range: () => [times[0], times[times.length - 1]] }, y: { range: () => upTo(whole) } },
      axes: axes({ values: (u, at, axis, space, by) => timeTicks(at, by), label: "date, UTC", size: 44 },
        { values: (u, all) => all.map(one => tick(chart.unit, one)), label: chart.unitLabel, incrs: steps(chart.unit) }),
      series, bands,
    }, data, at => (chart.stepped ? "until " : "") + moment(times[at] * SECOND) + ": " + chart.lines.map(line => {
      const value = one => text(chart.unit, first(one)[at]);
      return line.label + " " + value(line.middle) + (line.low ? " (" + value(line.low) + " to " + value(line.high) + ")" : "");
    }).join(" · ") + (chart.limit === undefined || isLimitNear ? ""
      : " · " + chart.limitLabel + " (above the chart)"));
  }

  function histogram(element, chart) {
    const middles = chart.counts.map((count, at) => chart.first + chart.width * (at + 0.5));
    const end = chart.first + chart.width * chart.counts.length;
    const margin = chart.counts.length < 8 ? chart.width * (8 - chart.counts.length) / 2 : 0;
    const most = Math.max(...chart.counts);
    return plot(element, 220, {
      scales: { x: { time: false, range: () => [Math.max(0, chart.first - margin), end + margin] },
        y: { range: () => upTo(most) } },
      axes: axes({ incrs: steps(chart.unit), label: chart.unitLabel, size: 30,
        values: (u, all) => all.map(one => tick(chart.unit, one)), grid: { show: false } },
        { values: (u, all) => all.map(one => tick("RUNS", one)), label: "rehearsals", incrs: WHOLE }),
      series: [{}, { stroke: color("color1"), fill: color("color1") + "b0", width: 1, points: { show: false },
        paths: uPlot.paths.bars({ size: [0.92, 48] }) }],
    }, [middles, chart.counts.map(count => count || null)], at => text(chart.unit, chart.first + chart.width * at) + " to "
      + text(chart.unit, chart.first + chart.width * (at + 1)) + ": " + thousands(chart.counts[at]) + " rehearsals");
  }

  // Names of the points that nothing beats, as far as there is room for them.
  function names(points) {
    return u => {
      const ctx = u.ctx, ratio = devicePixelRatio, taken = [];
      ctx.save();
      ctx.font = 12 * ratio + "px system-ui, sans-serif";
      ctx.fillStyle = color("ink");
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      points.filter(point => point.unbeaten).forEach(point => {
        const width = ctx.measureText(point.label).width, gap = 8 * ratio;
        const x = u.valToPos(point.x, "x", true), y = u.valToPos(point.y, "y", true) - 12 * ratio;
        const left = x + gap + width < u.bbox.left + u.bbox.width ? x + gap : x - gap - width;
        const box = [left, y - 8 * ratio, left + width, y + 8 * ratio];
        const isFree = left > u.bbox.left
          && taken.every(other => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]);
        if (isFree) {
          taken.push(box);
          ctx.fillText(point.label, left, y);
        }
      });
      ctx.restore();
    };
  }

  function scatter(element, chart) {
    const points = [...chart.points].sort((one, other) => one.x - other.x || one.y - other.y);
    const only = isMeant => points.map(point => isMeant(point) ? point.y : null);
    const dots = (name, size) => ({ show: true, size, stroke: color(name), fill: color(name) });
    const most = of => Math.max(...points.map(of));
    return plot(element, 320, {
      scales: { x: { time: false, range: () => upTo(most(point => point.x)) }, y: { range: () => upTo(most(point => point.y)) } },
      axes: axes({ incrs: steps(chart.x.unit), label: chart.x.label, size: 30,
        values: (u, all) => all.map(one => tick(chart.x.unit, one)) },
        { values: (u, all) => all.map(one => tick(chart.y.unit, one)), label: chart.y.label,
          incrs: steps(chart.y.unit) }),
      series: [{}, { stroke: color("color2"), width: 0, paths: () => null, points: dots("color2", 6) },
        { stroke: color("color1"), width: 1.5, dash: [4, 3], spanGaps: true, points: dots("color1", 9) }],
      hooks: { draw: [names(points)] },
    }, [points.map(point => point.x), only(point => !point.unbeaten), only(point => point.unbeaten)],
    at => points[at].label + ": " + text(chart.x.unit, points[at].x) + ", " + text(chart.y.unit, points[at].y));
  }

  const channels = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));

  function shades() {
    const from = channels(color("heat-from")), to = channels(color("heat-to"));
    return mille => "rgb(" + from.map((one, at) => Math.round(one + (to[at] - one) * mille / 1000)).join(",") + ")";
  }

  // Marks at whole hours or days, as close as there is room for their text.
  function marks(chart, count, width) {
    const length = chart.stepMillis * count;
    const by = [1, 2, 3, 6, 12].map(n => n * HOUR).concat([1, 2, 5, 7, 14, 28].map(n => n * DAY))
      .find(one => width / (length / one) >= 60) || 28 * DAY;
    const all = [];
    for (let at = Math.ceil(chart.beginMillis / by) * by; at < chart.beginMillis + length; at += by) all.push(at);
    return all.map((at, number) => ({ at: (at - chart.beginMillis) / length,
      text: timeTicks(all.map(one => one / SECOND), by / SECOND)[number].split("\n") }));
  }

  function heat(element, chart) {
    const row = 17, count = chart.rows[0].mille.length, ratio = devicePixelRatio;
    const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
    const width = element.clientWidth, height = row * chart.rows.length + 40;
    ctx.font = FONT;
    const room = Math.min(width * 0.38, 10 + Math.max(...chart.rows.map(one => ctx.measureText(one.label).width)));
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    ctx.scale(ratio, ratio);
    ctx.font = FONT;
    const shade = shades(), cell = (width - room - 14) / count;
    chart.rows.forEach((one, number) => {
      one.mille.forEach((mille, at) => {
        const left = Math.round(room + at * cell), right = Math.round(room + (at + 1) * cell);
        ctx.fillStyle = shade(mille);
        ctx.fillRect(left, number * row, right - left, row - 1);
      });
      let label = one.label;
      if (ctx.measureText(label).width > room - 8) label = label.replace(/ to .*/, " …");
      while (label.length > 1 && ctx.measureText(label).width > room - 8) label = label.replace(/…?$/, "").slice(0, -1) + "…";
      ctx.fillStyle = color("soft");
      ctx.textBaseline = "middle";
      ctx.fillText(label, 0, number * row + row / 2);
    });
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    marks(chart, count, width - room - 14).forEach(mark => {
      const x = room + mark.at * cell * count;
      ctx.fillStyle = color("soft");
      ctx.fillRect(Math.round(x), row * chart.rows.length, 1, 4);
      const half = ctx.measureText(mark.text[0]).width / 2;
      mark.text.forEach((line, number) => ctx.fillText(line, Math.min(width - half - 2, Math.max(half, x)),
        row * chart.rows.length + 7 + 14 * number));
    });
    element.append(canvas);
    const scale = document.createElement("div");
    scale.className = "scale";
    scale.innerHTML = "<span>0 %</span><i></i><span>100 % upgraded; dates are of UTC</span>";
    element.append(scale);
    const say = readable(element, count * chart.rows.length, at => {
      const one = chart.rows[Math.floor(at / count)];
      return one.label + ", " + moment(chart.beginMillis + chart.stepMillis * (at % count + 1)) + ": "
        + text("MILLE", one.mille[at % count]) + " upgraded";
    });
    canvas.onmousemove = event => {
      const at = Math.floor((event.offsetX - room) / cell), number = Math.floor(event.offsetY / row);
      say(at >= 0 && at < count && number < chart.rows.length ? number * count + at : -1);
    };
    canvas.onmouseleave = () => say(-1);
    return { destroy() { element.replaceChildren(); } };
  }

  const KINDS = { lines, histogram, scatter, heat };
  const elements = [...document.querySelectorAll(".chart")];
  let drawn = [];

  function draw() {
    drawn.forEach(one => one.destroy());
    drawn = elements.map(element => {
      element.replaceChildren();
      return KINDS[charts[element.dataset.chart].kind](element, charts[element.dataset.chart]);
    });
  }

  // At once, as who prints the page or takes a picture of it does not wait for a frame.
  let width = document.body.clientWidth, pending = 0;
  draw();
  new ResizeObserver(() => {
    if (document.body.clientWidth === width) return;
    width = document.body.clientWidth;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(draw);
  }).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
