// For browsers that do not know modules: says so and points to the plain pages.
(function () {
  var found = /^#?(?:[\s\/]|%2F)*([a-z0-9-]{1,64})/i.exec(location.hash);
  var parts = document.getElementById("panic").getElementsByTagName("div");
  for (var i = 0; i < parts.length; i++) {
    var cause = parts[i].getAttribute("data-cause");
    if (cause && cause !== "old") parts[i].style.display = "none";
  }
  if (found) {
    document.getElementById("panic-plain").href = "notices/" + found[1].toLowerCase() + ".html";
    document.getElementById("panic-plain").removeAttribute("hidden");
  }
  document.getElementById("app").style.display = "none";
  document.getElementById("panic").removeAttribute("hidden");
})();
