// The studio: what a person does here, in the order in which they do it.
import { ask, complain, facts, make, one, say, tell } from "./asking.js";
import "./queue.js";

document.documentElement.classList.add("js");

// ---- one: the articles
const form = one("#source");
const sources = one("#sources");
const areas = () => [...sources.querySelectorAll("textarea")];
const count = (words) => {
  const parts = words.trim().split(/\s+/);
  if (parts.every((part) => /^https?:\/\/\S+$/i.test(part))) return `${parts.length} 个网址`;
  return `${words.replace(/\s/g, "").length} 字`;
};
const number = () => areas().forEach((area, place, all) => {
  const item = area.closest("li");
  one("label", item).textContent = all.length > 1 ? `第 ${place + 1} 篇：网址或全文` : "网址，或者文章全文";
  one("button", item).hidden = all.length === 1;
  one("button", item).setAttribute("aria-label", `去掉第 ${place + 1} 篇`);
});
let named = 0;
const addSource = (words = "") => {
  const id = `source-${named += 1}`;
  const area = make("textarea", { id, value: words, rows: 8, placeholder: "粘贴网址，一行一个；或者粘贴全文：第一行标题，空一行，再是正文。", spellcheck: false });
  const counted = make("span", { textContent: count(words) });
  const drop = make("button", { className: "plain", type: "button", textContent: "去掉" });
  area.addEventListener("input", () => { counted.textContent = count(area.value); stale(); });
  drop.addEventListener("click", () => { item.remove(); number(); stale(); areas().at(-1).focus(); });
  const item = make("li", { className: "field" }, make("label", { htmlFor: id }), area, make("p", { className: "below" }, counted, drop));
  sources.append(item);
  number();
  return area;
};

// UTF-8, UTF-16 with its mark, or whichever of GB18030 and Big5 gives more everyday characters.
function decoded(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { /* another */ }
  if (new Uint8Array(bytes)[0] === 0xff) return new TextDecoder("utf-16le").decode(bytes);
  const [gb, big5] = ["gb18030", "big5"].map((name) => new TextDecoder(name).decode(bytes));
  const everyday = (text) => (text.match(/[的一是不了在人有，。]/g) ?? []).length;
  return everyday(big5) > everyday(gb) ? big5 : gb;
}

addSource();
one("#add").addEventListener("click", () => addSource().focus());
one("#file").addEventListener("change", async (event) => {
  complain(one("#source-problem"));
  for (const file of event.target.files) {
    if (file.size > 1_900_000) { complain(one("#source-problem"), { problem: `《${file.name}》太大了。一次请只给一篇文章。` }); continue; }
    const bytes = await file.arrayBuffer();
    const words = decoded(bytes);
    const area = areas().find((empty) => !empty.value.trim()) ?? addSource();
    area.value = words;
    area.dispatchEvent(new Event("input"));
  }
  event.target.value = "";
});

const voice = one("#voice");
const guest = one("#guest");
const style = one("#style");
const minutes = one("#minutes");
const speed = one("#speed");
const genders = { female: "女声", male: "男声" };
const groups = { kokoro: "本机合成", edge: "微软在线合成（要联网）", silent: "无声（试排时间用）" };
const option = (item, value) => make("option", { value, textContent: `${item.title}${genders[item.gender] ? `（${genders[item.gender]}）` : ""}` });
for (const [engine, label] of Object.entries(groups)) {
  const found = facts.voices.filter((item) => item.engine === engine);
  if (found.length) voice.append(make("optgroup", { label }, ...found.map((item) => option(item, `${engine}/${item.name}`))));
}
const chosen = [...voice.options].find((item) => item.value === `${facts.engine}/${facts.voice}`)
  ?? [...voice.options].find((item) => item.value.startsWith(`${facts.engine}/`));
// Another engine, or several: what tingbao.toml says stays the first choice.
if (chosen) chosen.selected = true;
else voice.prepend(make("option", { value: "", textContent: `按设置（${facts.engine}）`, selected: true }));
for (const [value, label] of Object.entries(facts.styles)) style.append(make("option", { value, textContent: label }));
for (const value of facts.speeds) speed.append(make("option", { value, textContent: value === 1 ? "正常" : `${value} 倍` }));
style.value = facts.style;
minutes.value = facts.minutes;
speed.value = facts.speed;
const engine = () => voice.value.split("/")[0];
const fit = () => { // only what matters to the style is asked for
  one("#guest-field").hidden = style.value !== "dialogue";
  minutes.disabled = style.value === "full" || style.value === "headlines";
  const before = guest.value || facts.guest;
  const found = facts.voices.filter((item) => item.engine === engine());
  guest.replaceChildren(make("option", { value: "", textContent: "自动挑选" }), ...found.map((item) => option(item, item.name)));
  guest.value = found.some((item) => item.name === before) ? before : "";
};
fit();
for (const choice of [style, voice]) choice.addEventListener("change", fit);
for (const choice of [style, minutes]) choice.addEventListener("input", () => stale());
const choices = () => ({
  engine: engine(),
  voice: voice.value.split("/")[1] ?? "",
  guest_voice: guest.value,
  minutes: Number(minutes.value) || facts.minutes,
  style: style.value,
  speed: Number(speed.value),
});

let draft = null;
const stale = () => { if (draft) one("#writing").textContent = "有改动，重新生成文稿后生效。"; };
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = one("#write");
  complain(one("#source-problem"));
  const given = areas().map((area) => area.value).filter((words) => words.trim());
  if (!given.length) {
    complain(one("#source-problem"), { problem: "请先粘贴一篇文章，或者给一个网址。" });
    areas()[0].focus();
    return;
  }
  button.disabled = true;
  one("#writing").textContent = "正在读文章、写文稿……";
  try {
    const written = await ask("api/draft", { ...choices(), sources: given });
    if (await accept(written)) showDraft(written);
    one("#writing").textContent = "";
  } catch (trouble) {
    one("#writing").textContent = "";
    complain(one("#source-problem"), trouble);
  } finally {
    button.disabled = false;
    button.textContent = draft ? "重新生成文稿" : "生成文稿";
  }
});

// ---- two: the script
const kinds = { opening: "开场", heading: "标题", body: "", closing: "收尾", notice: "声明" };
const length = (milliseconds) => {
  const seconds = Math.round(milliseconds / 1000);
  const rest = seconds % 60;
  if (seconds < 60) return `${seconds} 秒`;
  return rest ? `${Math.floor(seconds / 60)} 分 ${rest} 秒` : `${seconds / 60} 分钟`;
};
const notes = (note) => (note.startsWith("there is enough for") ? "这篇文章不够长，已经全部用上。" : "");
const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
const rows = () => [...document.querySelectorAll(".lines li")];
const original = (item) => draft.lines[Number(item.dataset.index)].written;
const edits = () => rows().map((item) => ({ written: original(item), now: one("textarea", item).value, gone: item.classList.contains("gone") })).filter((edit) => edit.gone || edit.now !== edit.written);
let ordered = ""; // the edits that an episode was made with need no more asking
const isDirty = () => draft !== null && edits().length > 0 && JSON.stringify(edits()) !== ordered;
addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });

// A new script keeps the edits of lines that it still has; before others are lost, one is asked.
const accept = (written) => new Promise((decide) => {
  const known = new Set(written.lines.map((line) => line.written));
  const lost = draft ? edits().filter((edit) => !edit.gone && !known.has(edit.written)) : [];
  if (!lost.length) { decide(true); return; }
  const dialog = one("#lost");
  one("#lost-lines").replaceChildren(...lost.map((edit) => make("li", { textContent: edit.now })));
  const end = (answer) => () => { dialog.close(); decide(answer); };
  one("#keep-old").onclick = end(false);
  one("#take-new").onclick = end(true);
  dialog.oncancel = () => decide(false);
  dialog.showModal();
});
const showDraft = (written) => {
  const kept = draft ? edits() : [];
  const title = draft && draft.title === written.title ? one("#title").value : written.title;
  draft = written;
  stop();
  one("#script-step").hidden = false;
  one("#title").value = title;
  one("#facts").textContent = [draft.source && `来源：${draft.source}`, `全文 ${draft.sections.reduce((sum, part) => sum + part.characters, 0)} 字，分 ${draft.sections.length} 章`, ...draft.notes.map(notes)].filter(Boolean).join("　");
  one("#outline").replaceChildren(...draft.sections.map((part, place) => make("li", {}, make("span", { textContent: part.heading ?? (place ? "（无标题）" : "导语") }), make("small", { textContent: `${part.characters} 字，选 ${part.lines} 句` }))));
  one("#lines").replaceChildren(...draft.lines.map(row));
  for (const item of rows()) {
    const place = kept.findIndex((edit) => edit.written === original(item));
    if (place < 0) continue;
    const [edit] = kept.splice(place, 1);
    if (edit.gone) one(".drop", item).click();
    one("textarea", item).value = edit.now;
    if (edit.now !== edit.written) one(".said", item).textContent = "";
  }
  for (const area of document.querySelectorAll("#title, .lines textarea")) grow(area);
  estimate();
  complain(one("#make-problem"));
  complain(one("#hear-problem"));
  one("#step-script").focus({ preventScroll: true });
  one("#script-step").scrollIntoView();
};
one("#title").addEventListener("input", () => grow(one("#title")));
const estimate = () => {
  const all = draft.lines.reduce((sum, line) => sum + line.written.length, 0);
  const left = rows().reduce((sum, item) => sum + (item.classList.contains("gone") ? 0 : one("textarea", item).value.length), 0);
  one("#estimate").textContent = left ? `大约 ${length((draft.length_ms * left) / all)}` : "";
};
const row = (line, index) => {
  const label = line.role === "guest" ? "嘉宾" : kinds[line.kind];
  const area = make("textarea", { value: line.written, rows: 1, maxLength: 2000, spellcheck: false });
  area.setAttribute("aria-label", `第 ${index + 1} 行${label ? `，${label}` : ""}`);
  const said = make("p", { className: "said" });
  const differs = line.spoken && line.spoken.replace(/[^\p{L}\p{N}]/gu, "") !== line.written.replace(/[^\p{L}\p{N}]/gu, "");
  if (differs) said.textContent = `读作：${line.spoken}`;
  const listen = make("button", { className: "plain", type: "button", textContent: "试听" });
  listen.setAttribute("aria-label", `试听第 ${index + 1} 行`);
  const drop = make("button", { className: "plain drop", type: "button", textContent: "删去" });
  drop.setAttribute("aria-label", `删去第 ${index + 1} 行`);
  const item = make("li", { className: line.kind }, make("span", { className: "kind", textContent: label }), area, make("div", { className: "tools" }, listen, drop), said);
  item.dataset.index = index;
  area.addEventListener("input", () => { grow(area); said.textContent = ""; estimate(); });
  listen.addEventListener("click", () => hear(area.value, line.role === "guest", listen));
  drop.addEventListener("click", () => {
    const gone = item.classList.toggle("gone");
    area.readOnly = gone;
    drop.textContent = gone ? "恢复" : "删去";
    if (line.kind === "notice") said.textContent = gone ? "没有这句，听众不知道声音是合成的；有些地方的规定要求说明。" : "";
    drop.setAttribute("aria-label", `${gone ? "恢复" : "删去"}第 ${index + 1} 行`);
    estimate();
  });
  return item;
};

const speaker = new Audio();
let asking = null;
let heard = null; // the button whose line is being fetched or played
const stop = () => {
  asking?.abort();
  speaker.pause();
  if (!heard) return;
  heard.removeAttribute("aria-busy");
  heard.textContent = "试听";
  heard = null;
};
speaker.addEventListener("ended", stop);
const hear = async (words, isGuest, button) => {
  const again = button === heard;
  stop();
  complain(one("#hear-problem"));
  if (again) return; // the same button stops it
  const mine = new AbortController();
  asking = mine;
  heard = button;
  button.setAttribute("aria-busy", "true");
  button.textContent = "稍等";
  try {
    const sound = await ask("api/hear", { ...choices(), text: words, guest: isGuest }, mine.signal);
    URL.revokeObjectURL(speaker.src);
    speaker.src = URL.createObjectURL(sound);
    await speaker.play();
    button.removeAttribute("aria-busy");
    button.textContent = "停止";
  } catch (trouble) {
    if (mine.signal.aborted) return;
    stop();
    complain(one("#hear-problem"), trouble.problem ? trouble : { problem: "浏览器没有播放，请再点一次。" });
  }
};

// The model is loaded while the script is read; the queue's stream tells how far that is.
const voiceStates = { warming: "正在准备声音，第一次用要多等几秒……", warm: "声音备好了，点“试听”马上能听。" };
let voiceState = "cold";
const tellVoice = () => tell(one("#voice-state"), engine() === "kokoro" ? voiceStates[voiceState] ?? "" : "");
voice.addEventListener("change", tellVoice);
addEventListener("voice", (event) => {
  voiceState = event.detail;
  tellVoice();
});

// ---- three: the episode
one("#make").addEventListener("click", async () => {
  const button = one("#make");
  const lines = rows().filter((item) => !item.classList.contains("gone")).map((item) => ({ index: Number(item.dataset.index), written: one("textarea", item).value })).filter((line) => line.written.trim());
  complain(one("#make-problem"));
  button.disabled = true;
  try {
    await ask("api/jobs", { ...choices(), draft: draft.draft, title: one("#title").value, lines });
    ordered = JSON.stringify(edits());
    say("已经排上队了");
    const queue = one(".queue");
    if (queue.getBoundingClientRect().top > innerHeight - 120) queue.scrollIntoView();
  } catch (trouble) {
    complain(one("#make-problem"), trouble);
  } finally {
    button.disabled = false;
  }
});
