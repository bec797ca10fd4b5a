// Opens a report in Chromium as people do, in light and dark, on a narrow screen, and without scripts. Everything that is
// not as it should be is printed, and the exit code says whether there was anything.
//
//   node report.mjs REPORT.html TERMINAL.txt SECTION...
//
// TERMINAL.txt is what the command printed beside it: if the section "figures" is among those named, its
// rows must stand there to the letter.
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "playwright-core";

const SIZE_MAX = 1 << 20;
const SHAPES = [
  { name: "light", colorScheme: "light", viewport: { width: 1100, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1100, height: 900 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 360, height: 740 } },
  { name: "narrow and dark", colorScheme: "dark", viewport: { width: 360, height: 740 } },
];

const [file, terminal, ...sections] = process.argv.slice(2);
const printed = readFileSync(terminal, "utf8").split("\n").map(line => line.trim().replace(/\s+/g, " "));
const problems = [];
const expect = (holds, what) => holds || problems.push(what);

// What a page knows of itself; runs in it.
function inspect() {
  const channels = color => color.match(/[\d.]+/g).map(Number);
  const light = color => channels(color).slice(0, 3).map(one => one / 255)
    .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = element => {
    const both = [light(getComputedStyle(element).color), light(behind(element))].sort((one, other) => other - one);
    return (both[0] + 0.05) / (both[1] + 0.05);
  };
  const colors = canvas => {
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d", { willReadFrequently: true }), all = new Map();
    context.drawImage(canvas, 0, 0);
    const pixels = context.getImageData(0, 0, copy.width, copy.height).data;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 255) {
        const color = pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
        all.set(color, (all.get(color) ?? 0) + 1);
      }
    }
    return [...all.values()].filter(count => count > 20).length;
  };
  const texts = [...document.querySelectorAll("h1, h2, .word, .why, .lead, dt, dd, th, td, li, figcaption, summary, .reading")];
  return {
    width: document.documentElement.scrollWidth,
    page: behind(document.body),
    wide: [...document.querySelectorAll("main *, header *, nav *")].filter(one => !one.closest("thead"))
      .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.outerHTML.slice(0, 80)),
    faint: texts.filter(one => one.textContent.trim() && one.offsetParent && contrast(one) < 4.5)
      .map(one => one.className + " " + one.textContent.slice(0, 40) + " " + contrast(one).toFixed(1)),
    sections: [...document.querySelectorAll("section")].map(one => one.id),
    charts: [...document.querySelectorAll(".chart")].map(one => ({
      name: one.getAttribute("aria-label"),
      colors: Math.max(0, ...[...one.querySelectorAll("canvas")].map(colors)),
      rows: one.closest("figure").querySelectorAll("details tbody tr").length,
    })),
    count: JSON.parse(document.getElementById("charts").textContent).length,
    figures: [...document.querySelectorAll("#figures tbody tr")]
      .map(row => [...row.children].map(cell => cell.textContent.trim()).join(" ")),
    verdict: document.querySelector(".verdict .word").textContent,
  };
}

// The last place of each chart of lines, read with the keyboard, against the data and the last row of its table.
async function readLast(page, shape) {
  const charts = await page.evaluate(() => JSON.parse(document.getElementById("charts").textContent));
  for (const [at, chart] of charts.entries()) {
    const element = page.locator(`.chart[data-chart="${at}"]`);
    await element.focus();
    await page.keyboard.press("End");
    const figure = page.locator("figure", { has: element });
    const reading = await figure.locator(".reading").textContent();
    expect(!reading.startsWith("Point at"), `${shape}: the keyboard reads nothing in chart ${at}`);
    if (chart.kind === "lines") {
      const cells = await figure.locator("details tbody tr").last().locator("td").allTextContents();
      for (const [number, line] of chart.lines.entries()) {
        expect(reading.includes(line.label + " " + cells[number]), `${shape}: chart ${at} reads "${reading}", its table says ${cells[number]}`);
        const digits = cells[number].split(" ")[0].replace(/,/g, "");
        const scale = { MILLE: 10, BITS_PER_SECOND: 1e6 }[chart.unit] ?? 1;
        expect(Math.abs(Number(digits) - line.middle.at(-1) / scale) <= 0.05, `${shape}: ${cells[number]} for ${line.middle.at(-1)}`);
      }
    }
  }
}

async function look(browser, shape) {
  const context = await browser.newContext({ ...shape, offline: true });
  const page = await context.newPage();
  const requests = [];
  page.on("console", message => problems.push(`${shape.name}: ${message.type()}: ${message.text()}`));
  page.on("pageerror", error => problems.push(`${shape.name}: ${error.stack}`));
  page.on("request", request => requests.push(request.url()));
  page.on("requestfailed", request => problems.push(`${shape.name}: failed: ${request.url()}`));
  await page.goto("file://" + resolve(file));
  await page.waitForFunction(() => document.querySelectorAll(".chart canvas").length >= document.querySelectorAll(".chart").length, undefined, { timeout: 10000 })
    .catch(() => problems.push(`${shape.name}: not all charts are drawn`));
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

  const found = await page.evaluate(inspect);
  expect(requests.length === 1, `${shape.name}: fetches ${requests.slice(1)}`);
  expect(found.width <= shape.viewport.width, `${shape.name}: is ${found.width} px wide`);
  expect(found.wide.length === 0, `${shape.name}: stands out: ${found.wide.slice(0, 3)}`);
  expect(found.faint.length === 0, `${shape.name}: too faint to read: ${found.faint.slice(0, 5)}`);
  const isDark = found.page.match(/\d+/g).slice(0, 3).every(one => one < 60);
  expect(isDark === (shape.colorScheme === "dark"), `${shape.name}: stands on ${found.page}`);
  expect(sections.every(id => found.sections.includes(id)), `${shape.name}: has the sections ${found.sections}`);
  expect(found.charts.length > 0 && found.charts.length === found.count, `${shape.name}: ${found.charts.length} charts of ${found.count}`);
  for (const chart of found.charts) {
    expect(chart.colors >= 2, `${shape.name}: blank: ${chart.name}`);
    expect(chart.rows >= 1, `${shape.name}: without figures: ${chart.name}`);
  }
  if (sections.includes("figures")) {
    expect(found.figures.length > 0, `${shape.name}: no figures`);
    for (const row of found.figures) {
      expect(printed.includes(row.replace(/\s+/g, " ")), `${shape.name}: the terminal does not say: ${row}`);
    }
  }
  await readLast(page, shape.name);

  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  const opened = await page.evaluate(inspect);
  expect(opened.width <= shape.viewport.width && opened.wide.length === 0, `${shape.name}: figures stand out: ${opened.wide.slice(0, 3)}`);
  await context.close();
  return found;
}

async function lookWithoutScripts(browser) {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("file://" + resolve(file));
  expect(await page.locator("noscript p").isVisible(), "without scripts nothing says that there are none");
  await page.locator("figure summary").first().click();
  expect(await page.locator("figure details table").first().isVisible(), "without scripts no figures are to be seen");
}

expect(statSync(file).size < SIZE_MAX, `${statSync(file).size} bytes`);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let found;
for (const shape of SHAPES) found = await look(browser, shape);
await lookWithoutScripts(browser);
await browser.close();
problems.forEach(problem => console.error(problem));
console.log(`${file}: "${found.verdict}", ${found.charts.length} charts, ${found.figures.length} figures, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
