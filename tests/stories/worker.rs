//! What stories do to the programs beside the page.

/// Defines `nextWorker`: the next worker gets a line behind its own program, such as `mute`, or
/// `broken`, which breaks over whatever it is asked. And counts the workers in `workers`.
pub const NEXT_WORKER: &str = "
    globalThis.nextWorker = line => {
        const Usual = Blob;
        globalThis.Blob = function (parts, options) {
            if (options?.type !== 'text/javascript') return new Usual(parts, options);
            globalThis.Blob = Usual;
            return new Usual([...parts, line], options);
        };
    };
    globalThis.mute = 'self.onmessage = () => {};';
    globalThis.broken = 'self.onmessage = () => { throw new Error(\"broken\"); };';
    globalThis.workers = { started: 0, ended: 0 };
    const Plain = Worker, end = Worker.prototype.terminate;
    globalThis.Worker = class extends Plain {
        constructor(...given) { super(...given); workers.started += 1; }
    };
    Plain.prototype.terminate = function () { workers.ended += 1; end.call(this); };";
