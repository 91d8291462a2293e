"use strict";
// What is needed of a target only once it is open: its details and its drawing. In a long report
// they are packed, some targets together, and unpacked when one of these is opened.

class Details {
  constructor(report) {
    this.drawings = report.drawings ?? [];
    this.chunk = report.chunk;
    this.markup = [];
    this.unpacking = new Map();
  }

  /** Return the drawing of an open target, its details filled in; undefined while it is packed. */
  ready(number, section) {
    if (this.markup[number]) {
      const body = section.querySelector(".body");
      body.innerHTML = this.markup[number];  // ours, and escaped where it was written
      armed(body);
      delete this.markup[number];
    }
    return this.drawings[number];
  }

  async of(number, section) {
    if (!this.drawings[number]) await this.unpack(Math.floor(number / this.chunk));
    return this.ready(number, section);
  }

  unpack(chunk) {
    if (!this.unpacking.has(chunk)) this.unpacking.set(chunk, this.read(chunk));
    return this.unpacking.get(chunk);
  }

  /** A chunk holds its targets part by part: of each part all targets, the drawings last. */
  async read(chunk) {
    const packed = document.querySelectorAll("script.details")[chunk];
    const parts = JSON.parse(await unpacked(packed));
    parts.pop().forEach((drawing, k) => {
      this.drawings[chunk * this.chunk + k] = drawing;
      this.markup[chunk * this.chunk + k] = parts.map((targets) => targets[k]).join("");
    });
  }
}

/** Return the text of a data element, which is JSON, or JSON deflated and in base64. */
async function unpacked(element) {
  if (element.type === "application/json") return element.textContent;
  const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}
