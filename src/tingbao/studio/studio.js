// The studio: what a person does here, in the order in which they do it.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  document.documentElement.classList.add("js");
  const facts = JSON.parse(document.body.dataset.facts);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const ask = async (path, body, signal) => {
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-tingbao-token": facts.token },
        body: JSON.stringify(body),
        signal,
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw { problem: "连不上听报。它还在运行吗？请看一下启动它的窗口。" };
    }
    const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    if (answer.ok) return isJson ? answer.json() : answer.blob();
    throw isJson ? await answer.json() : { problem: "出了意料之外的问题，请再试一次。", detail: `${answer.status}` };
  };
  const complain = (place, trouble) => {
    place.replaceChildren();
    if (!trouble) return;
    place.append(trouble.problem ?? "出了意料之外的问题，请再试一次。");
    if (trouble.detail) place.append(make("small", { textContent: trouble.detail, lang: "en" }));
  };

  // ---- one: the article
  const form = one("#source");
  const text = one("#text");
  const url = one("#url");
  const voice = one("#voice");
  const genders = { female: "女声", male: "男声" };
  const groups = { kokoro: "本机合成", edge: "微软在线合成（要联网）", silent: "无声（试排时间用）" };
  for (const [engine, label] of Object.entries(groups)) {
    const found = facts.voices.filter((item) => item.engine === engine);
    if (!found.length) continue;
    const group = make("optgroup", { label });
    for (const item of found) {
      const gender = genders[item.gender];
      group.append(make("option", { value: `${engine}/${item.name}`, textContent: `${item.title}${gender ? `（${gender}）` : ""}` }));
    }
    voice.append(group);
  }
  const chosen = [...voice.options].find((option) => option.value === `${facts.engine}/${facts.voice}`)
    ?? [...voice.options].find((option) => option.value.startsWith(`${facts.engine}/`));
  // Another engine, or several: what tingbao.toml says stays the first choice.
  if (chosen) chosen.selected = true;
  else voice.prepend(make("option", { value: "", textContent: `按设置（${facts.engine}）`, selected: true }));
  for (const [value, label] of Object.entries(facts.styles)) one("#style").append(make("option", { value, textContent: label }));
  one("#style").value = facts.style;
  one("#minutes").value = facts.minutes;
  const choices = () => {
    const [engine = "", name = ""] = voice.value.split("/");
    return { engine, voice: name, minutes: Number(one("#minutes").value) || facts.minutes, style: one("#style").value };
  };
  text.addEventListener("input", () => { one("#count").textContent = `${text.value.length} 字`; });
  one("#file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    if (file.size > 1_900_000) { complain(one("#source-problem"), { problem: "文件太大了。一次请只给一篇文章。" }); return; }
    const bytes = await file.arrayBuffer();
    try { text.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes); }
    catch { text.value = new TextDecoder("gb18030").decode(bytes); }
    text.dispatchEvent(new Event("input"));
    url.value = "";
  });

  let draft = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = one("button[type=submit]", form);
    complain(one("#source-problem"));
    if (!url.value.trim() && !text.value.trim()) {
      complain(one("#source-problem"), { problem: "请先给一个网址，或者粘贴一篇文章。" });
      text.focus();
      return;
    }
    button.disabled = true;
    one("#writing").textContent = "正在读文章、写文稿……";
    try {
      draft = await ask("api/draft", { ...choices(), url: url.value, text: text.value });
      showDraft();
    } catch (trouble) {
      complain(one("#source-problem"), trouble);
    } finally {
      button.disabled = false;
      one("#writing").textContent = "";
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
  const notes = (note) => (note.includes("has enough for") ? "这篇文章不够长，已经全部用上。" : "");
  const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
  const showDraft = () => {
    one("#script-step").hidden = false;
    one("#title").value = draft.title;
    one("#facts").textContent = [draft.source && `来源：${draft.source}`, `全文 ${draft.sections.reduce((sum, part) => sum + part.characters, 0)} 字，分 ${draft.sections.length} 章`, ...draft.notes.map(notes)].filter(Boolean).join("　");
    one("#estimate").textContent = `大约 ${length(draft.length_ms)}`;
    one("#outline").replaceChildren(...draft.sections.map((part, number) => make("li", {}, make("span", { textContent: part.heading ?? (number ? "（无标题）" : "导语") }), make("small", { textContent: `${part.characters} 字` }))));
    one("#lines").replaceChildren(...draft.lines.map(row));
    for (const area of document.querySelectorAll(".lines textarea")) grow(area);
    complain(one("#make-problem"));
    complain(one("#hear-problem"));
    one("#step-script").focus({ preventScroll: true });
    one("#script-step").scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const row = (line, index) => {
    const label = kinds[line.kind] || (line.role === "guest" ? "嘉宾" : "");
    const area = make("textarea", { value: line.written, rows: 1, maxLength: 2000 });
    area.setAttribute("aria-label", `第 ${index + 1} 行${label ? `，${label}` : ""}`);
    const said = make("p", { className: "said" });
    const differs = line.spoken && line.spoken.replace(/[^\p{L}\p{N}]/gu, "") !== line.written.replace(/[^\p{L}\p{N}]/gu, "");
    if (differs) said.textContent = `读作：${line.spoken}`;
    const listen = make("button", { type: "button", textContent: "试听" });
    listen.setAttribute("aria-label", `试听第 ${index + 1} 行`);
    const drop = make("button", { type: "button", textContent: "删去" });
    drop.setAttribute("aria-label", `删去第 ${index + 1} 行`);
    const item = make("li", { className: line.kind }, make("span", { className: "kind", textContent: label }), area, make("div", { className: "tools" }, listen, drop), said);
    item.dataset.index = index;
    area.addEventListener("input", () => { grow(area); said.textContent = ""; });
    listen.addEventListener("click", () => hear(area.value, listen));
    drop.addEventListener("click", () => {
      const gone = item.classList.toggle("gone");
      area.readOnly = gone;
      drop.textContent = gone ? "恢复" : "删去";
      drop.setAttribute("aria-label", `${gone ? "恢复" : "删去"}第 ${index + 1} 行`);
    });
    return item;
  };

  const speaker = new Audio();
  let asking = null;
  const hear = async (words, button) => {
    asking?.abort();
    asking = new AbortController();
    speaker.pause();
    complain(one("#hear-problem"));
    button.setAttribute("aria-busy", "true");
    button.textContent = "……";
    try {
      const sound = await ask("api/hear", { ...choices(), text: words }, asking.signal);
      URL.revokeObjectURL(speaker.src);
      speaker.src = URL.createObjectURL(sound);
      await speaker.play();
    } catch (trouble) {
      if (trouble.name !== "AbortError") complain(one("#hear-problem"), trouble.problem ? trouble : { problem: "浏览器没有播放，请再点一次。" });
    } finally {
      button.removeAttribute("aria-busy");
      button.textContent = "试听";
    }
  };

  // ---- three: the episode
  one("#make").addEventListener("click", async () => {
    const button = one("#make");
    const lines = [...document.querySelectorAll(".lines li:not(.gone)")].map((item) => ({ index: Number(item.dataset.index), written: one("textarea", item).value })).filter((line) => line.written.trim());
    complain(one("#make-problem"));
    button.disabled = true;
    try {
      await ask("api/jobs", { ...choices(), draft: draft.draft, title: one("#title").value, lines });
      say("已经排上队了");
    } catch (trouble) {
      complain(one("#make-problem"), trouble);
    } finally {
      button.disabled = false;
    }
  });
  let fading = 0;
  const say = (words) => {
    clearTimeout(fading);
    one(".toast").textContent = words;
    fading = setTimeout(() => { one(".toast").textContent = ""; }, 2600);
  };

  // ---- how far it is
  const stages = { reading: "读文章", scripting: "写文稿", speaking: "合成声音", mastering: "混音", publishing: "发布" };
  const share = (job) => {
    if (job.stage === "speaking") return 0.02 + 0.86 * (job.total ? job.done / job.total : 0);
    return { mastering: 0.9, publishing: 0.97 }[job.stage] ?? 0.01;
  };
  const jobs = one("#jobs");
  const status = (job) => {
    if (job.state === "queued") return job.ahead ? `排队中，前面还有 ${job.ahead} 期` : "马上开始";
    if (job.state === "running") return job.stage === "speaking" && job.total ? `${stages.speaking}：${job.done} / ${job.total} 句` : `${stages[job.stage] ?? "准备"}……`;
    return { done: "做好了", failed: "没有做成", cancelled: "已取消" }[job.state];
  };
  const show = (job) => {
    const item = make("li", {}, make("h3", { textContent: job.title }));
    item.dataset.job = job.id;
    item.dataset.state = job.state;
    if (job.state === "running" || job.state === "queued") {
      const bar = make("progress", { max: 1, value: job.state === "running" ? share(job) : 0 });
      bar.setAttribute("aria-label", `${job.title} 的进度`);
      const stop = make("button", { type: "button", textContent: "取消" });
      stop.setAttribute("aria-label", `取消 ${job.title}`);
      stop.addEventListener("click", () => ask(`api/jobs/${job.id}/cancel`, {}).catch(() => {}));
      item.append(bar, make("div", { className: "row" }, make("p", { textContent: status(job) }), stop));
    } else if (job.state === "done") {
      item.append(make("a", { className: "listen", href: `../${encodeURIComponent(job.slug)}/index.html`, textContent: "听这一期" }));
    } else {
      item.append(make("p", { textContent: status(job) }));
    }
    if (job.problem) {
      const problem = make("p", { className: "problem" });
      complain(problem, job);
      item.append(problem);
    }
    return item;
  };
  const shown = new Map(); // a job that is as it was keeps its element, and the reader their focus
  const events = new EventSource("api/events");
  events.addEventListener("message", (event) => {
    const found = JSON.parse(event.data);
    const names = new Set(found.map((job) => job.id));
    for (const [name, known] of shown) if (!names.has(name)) { known.item.remove(); shown.delete(name); }
    found.forEach((job, place) => {
      const known = shown.get(job.id);
      const key = JSON.stringify(job);
      if (known?.key === key) return;
      const focused = known && known.item.contains(document.activeElement);
      if (known && known.state === job.state && job.state === "running") {
        one("progress", known.item).value = share(job);
        one("p", known.item).textContent = status(job);
        known.key = key;
        return;
      }
      const item = show(job);
      if (known) known.item.replaceWith(item); else jobs.insertBefore(item, jobs.children[place] ?? null);
      if (focused) one("a, button", item)?.focus();
      shown.set(job.id, { key, state: job.state, item });
    });
    const waiting = found.filter((job) => job.state === "queued").length;
    const running = found.filter((job) => job.state === "running").length;
    one("#queue-length").textContent = waiting || running ? `正在制作 ${running} 期，排队 ${waiting} 期` : found.length ? "没有在制作的节目" : "做好文稿，点“制作这一期”，进度会出现在这里。";
  });
  events.addEventListener("error", () => { one("#queue-length").textContent = "和听报的连接断了，正在重连……"; });
})();
