// How far the jobs are: a stream of news, and a list that keeps its elements and the focus.
import { ask, complain, make, one, say, tell } from "./asking.js";

const stages = { reading: "读文章", scripting: "写文稿", speaking: "合成声音", mastering: "混音", publishing: "发布" };
const share = (job) => {
  if (job.stage === "speaking") return 0.02 + 0.86 * (job.total ? job.done / job.total : 0);
  return { mastering: 0.9, publishing: 0.97 }[job.stage] ?? 0.01;
};
const left = (seconds) => {
  if (seconds < 10) return "，马上就好";
  if (seconds < 90) return `，还要约 ${Math.ceil(seconds / 10) * 10} 秒`;
  return `，还要约 ${Math.round(seconds / 60)} 分钟`;
};
const jobs = one("#jobs");
const queueLength = one("#queue-length");
const status = (job) => {
  if (job.state === "queued") return job.ahead ? `排队中，前面还有 ${job.ahead} 期` : "排队中，下一个就是";
  if (job.state !== "running") return { failed: "没有做成", cancelled: "已取消" }[job.state];
  if (job.stage !== "speaking") return `${stages[job.stage] ?? "准备"}……`;
  if (!job.done) return "准备声音，第一次用要多等几秒……";
  return `第 ${job.done} / ${job.total} 句${job.left_s === null ? "" : left(job.left_s)}`;
};
const act = (words, job, what) => {
  const button = make("button", { className: "plain", type: "button", textContent: words });
  button.setAttribute("aria-label", `${words}：${job.title}`);
  button.addEventListener("click", () => ask(`api/jobs/${job.id}/${what}`, {}).catch((trouble) => say(trouble.problem ?? "没有成功，请再试一次。")));
  return button;
};
const show = (job) => {
  const item = make("li", {}, make("h3", { textContent: job.title }));
  item.dataset.job = job.id;
  item.dataset.state = job.state;
  if (job.state === "running" || job.state === "queued") {
    const bar = make("progress", { max: 1, value: job.state === "running" ? share(job) : 0 });
    bar.setAttribute("aria-label", `${job.title} 的进度`);
    item.append(bar, make("div", { className: "row" }, make("p", { textContent: status(job) }), act("取消", job, "cancel")));
  } else if (job.state === "done") {
    item.append(make("a", { className: "listen", href: `../${encodeURIComponent(job.slug)}/index.html`, textContent: "听这一期" }));
  } else {
    item.append(make("div", { className: "row" }, make("p", { textContent: status(job) }), act("再试一次", job, "again")));
  }
  if (job.problem) {
    const problem = make("div", { className: "problem" });
    complain(problem, job);
    item.append(problem);
  }
  return item;
};
const shown = new Map(); // a job that is as it was keeps its element, and the reader their focus
const update = (job) => {
  const known = shown.get(job.id);
  const key = JSON.stringify(job);
  if (known?.key === key) return known.item;
  if (known && known.state === job.state && job.state === "running") {
    one("progress", known.item).value = share(job);
    one("p", known.item).textContent = status(job);
    known.key = key;
    return known.item;
  }
  const item = show(job);
  known?.item.remove();
  shown.set(job.id, { key, state: job.state, item });
  return item;
};
const list = (found) => {
  const focused = document.activeElement.closest?.("[data-job]");
  const names = new Set(found.map((job) => job.id));
  for (const [name, known] of shown) if (!names.has(name)) { known.item.remove(); shown.delete(name); }
  found.forEach((job, place) => {
    const item = update(job);
    if (jobs.children[place] !== item) jobs.insertBefore(item, jobs.children[place] ?? null);
  });
  if (focused && !focused.contains(document.activeElement)) one("a, button", shown.get(focused.dataset.job)?.item)?.focus({ preventScroll: true });
  const waiting = found.filter((job) => job.state === "queued").length;
  const running = found.filter((job) => job.state === "running").length;
  tell(queueLength, waiting ? `正在做 ${running} 期，排队 ${waiting} 期` : running ? `正在做 ${running} 期` : found.length ? "没有在做的节目" : "点“制作这一期”，进度会出现在这里。");
};
const events = new EventSource("api/events");
events.addEventListener("message", (event) => {
  const news = JSON.parse(event.data);
  list(news.jobs);
  dispatchEvent(new CustomEvent("voice", { detail: news.voice }));
});
events.addEventListener("error", () => {
  // A stream that was refused does not come back: a new start has a new token.
  tell(queueLength, events.readyState === EventSource.CLOSED ? "听报重新启动过，请用启动窗口里的新地址打开制作间。" : "和听报的连接断了，正在重连……");
});
