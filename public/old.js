// For browsers that do not know modules: says so and points to the plain pages.
(function () {
  var found = /^#?[\s\/]*([a-z0-9-]{1,64})/.exec(decodeURIComponent(location.hash));
  var parts = document.getElementById("panic").getElementsByTagName("div");
  for (var i = 0; i < parts.length; i++) {
    parts[i].style.display = parts[i].getAttribute("data-cause") === "old" ? "block" : "none";
  }
  if (found) {
    document.getElementById("panic-plain").href = "notices/" + found[1] + ".html";
    document.getElementById("panic-plain").removeAttribute("hidden");
  }
  document.getElementById("app").style.display = "none";
  document.getElementById("panic").removeAttribute("hidden");
})();
