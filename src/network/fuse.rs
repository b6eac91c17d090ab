//! Takes what follows a convolution into it, so that its sums are finished while they are at hand.

use crate::{
    graph::Graph,
    operation::{Act, Kind, Node},
};

/// Rewrites the operations; the results stay the same.
#[inline(never)]
pub fn fuse(graph: &mut Graph) {
    let mut uses = vec![0_usize; graph.tensors.len()];
    for tensor in graph.nodes.iter().flat_map(|node| &node.inputs).chain(&graph.outputs) {
        if let Some(uses) = uses.get_mut(*tensor) {
            *uses += 1;
        }
    }
    let mut nodes = Nodes { uses, done: Vec::new() };
    for node in std::mem::take(&mut graph.nodes) {
        let node = match node.kind {
            Kind::Apply(act) => nodes.apply(node, act),
            Kind::Combine { product: false, constant: None, last } => nodes.add(graph, node, last),
            _ => node,
        };
        nodes.done.push(Some(node));
    }
    graph.nodes = nodes.done.into_iter().flatten().collect();
}

struct Nodes {
    /// How often each tensor is used.
    uses: Vec<usize>,
    /// What stays, in order; what went into a later one is gone.
    done: Vec<Option<Node>>,
}

impl Nodes {
    /// The place of the operation that computes a tensor, if nothing else uses that tensor.
    fn only_for(&mut self, tensor: usize) -> Option<&mut Option<Node>> {
        if self.uses.get(tensor) != Some(&1) {
            return None;
        }
        let made = |node: &Option<Node>| node.as_ref().is_some_and(|node| node.output == tensor);
        self.done.iter_mut().rev().find(|node| made(node))
    }

    /// A function, or the operation before it that now ends with it.
    #[inline(never)]
    fn apply(&mut self, node: Node, act: Act) -> Node {
        if act == Act::Logistic {
            // Too much to be done in registers.
            return node;
        }
        let before = node.inputs.first().and_then(|input| self.only_for(*input));
        let Some(place) = before else { return node };
        let free = match place.as_mut().map(|before| &mut before.kind) {
            Some(Kind::Conv(conv) | Kind::Depthwise(conv)) if conv.finish.add => {
                &mut conv.finish.last
            }
            Some(Kind::Conv(conv) | Kind::Depthwise(conv)) => &mut conv.finish.first,
            Some(Kind::Combine { last, .. }) => last,
            _ => return node,
        };
        if *free != Act::None {
            return node;
        }
        *free = act;
        let output = node.output;
        place.take().map_or(node, |before| Node { output, ..before })
    }

    /// A sum, or the convolution before it that now ends with it.
    #[inline(never)]
    fn add(&mut self, graph: &Graph, node: Node, last: Act) -> Node {
        let [a, b] = *node.inputs else { return node };
        for (sum, mut other) in [(b, a), (a, b)] {
            let Some(place) = self.only_for(sum) else { continue };
            let ready = match place.as_ref().map(|before| &before.kind) {
                Some(Kind::Conv(conv) | Kind::Depthwise(conv)) => !conv.finish.add,
                _ => false,
            };
            if !ready || a == b {
                continue;
            }
            let Some(mut before) = place.take() else { continue };
            // Zeros need not be added.
            if let Some(place) = self.only_for(other)
                && let Some(Node { kind: Kind::Widen, inputs, .. }) = place
                && let [narrow] = **inputs
                && graph.dims(narrow).is_ok_and(|[_, _, channels]| channels >= 8)
            {
                other = narrow;
                *place = None;
            }
            if let Kind::Conv(conv) | Kind::Depthwise(conv) = &mut before.kind {
                conv.finish.add = true;
                conv.finish.last = last;
            }
            before.inputs.push(other);
            return Node { output: node.output, ..before };
        }
        node
    }
}
