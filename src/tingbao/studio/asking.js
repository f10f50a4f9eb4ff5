// What both halves of the studio use: elements, requests, and words for what goes wrong.
export const one = (selector, root = document) => root.querySelector(selector);
export const facts = JSON.parse(document.body.dataset.facts);
export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

export const ask = async (path, body, signal) => {
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
export const complain = (place, trouble) => {
  place.replaceChildren();
  if (!trouble) return;
  place.append(trouble.problem ?? "出了意料之外的问题，请再试一次。");
  if (trouble.detail) place.append(make("details", {}, make("summary", { textContent: "给开发者的细节" }), make("span", { textContent: trouble.detail, lang: "en" })));
};
// A status that says the same again would be read aloud again.
export const tell = (place, words) => { if (place.textContent !== words) place.textContent = words; };

let fading = 0;
export const say = (words) => {
  clearTimeout(fading);
  one(".toast").textContent = words;
  fading = setTimeout(() => { one(".toast").textContent = ""; }, 2600);
};
