//! The window of the check on 学信网 (图像校对), resolved to days where that is possible.
