// Asks the kernel for something and waits for its answer; asks again after a new kernel or a lost message.
const PATIENCE = 8000;

export function ask(model, question, kind, { tries = 4, fits = () => true, buffers, patience = PATIENCE } = {}) {
  return new Promise((resolve, reject) => {
    let timer;
    const finish = (settle, value) => {
      clearTimeout(timer);
      model.off("msg:custom", receive);
      model.off("heal", send);
      settle(value);
    };
    const receive = (content, buffers) => {
      if (content.kind === kind && fits(content)) finish(resolve, { ...content, buffers });
      else if (content.kind === "unsaved" && content.seq == null) finish(reject, new Error(content.reason));
    };
    const send = () => {
      clearTimeout(timer);
      if (!tries--) return finish(reject, new Error("no_answer"));
      timer = setTimeout(send, patience);
      model.send(question, undefined, buffers);
    };
    model.on("msg:custom", receive);
    model.on("heal", send);
    send();
  });
}

const answers = new WeakMap();

// The same, for what does not change while the page is open.
export function once(model, kind) {
  const kept = answers.get(model) || answers.set(model, {}).get(model);
  kept[kind] ||= ask(model, { kind }, kind).catch((error) => {
    delete kept[kind];
    throw error;
  });
  return kept[kind];
}
