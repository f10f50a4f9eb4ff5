// Print, as one JSON value, what three readers see: node read.mjs EPISODE.mp3 FEED.xml
import { readFileSync } from "node:fs";
import { parseRssFeed } from "feedsmith";
import { parseFile } from "music-metadata";
import { parseFeed } from "podcast-partytime";

const [mp3, feed] = process.argv.slice(2);
const text = readFileSync(feed, "utf8");
const sound = await parseFile(mp3, { duration: true, includeChapters: true });
const seen = {
  "music-metadata": sound,
  partytime: parseFeed(text),
  feedsmith: parseRssFeed(text),
};
const plain = (_, value) =>
  typeof value === "bigint" ? Number(value) : value instanceof Uint8Array ? value.length : value;
console.log(JSON.stringify(seen, plain));
