/* Small help on the screens of sharing; each works without it. */
(() => {
  const { Controller } = window.StimulusModule;

  /* Places of a page on one's own site: found by a word of their titles, and the address that each would give. */
  class PlacesController extends Controller {
    static targets = ["find", "place", "count", "address"];

    say() {
      const place = this.element.querySelector("[name=parent]:checked");
      const slug = this.element.querySelector("[name=slug]").value.trim();
      if (place) this.addressTarget.textContent = `${place.dataset.address}${slug}/`;
    }

    narrow() {
      const words = this.findTarget.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const place of this.placeTargets) {
        const fits = words.every((word) => place.dataset.words.includes(word));
        place.hidden = !fits;
        if (fits) count += 1;
      }
      this.countTarget.textContent = count === 1 ? "1 place" : `${count} places`;
    }
  }

  /* A look at a page on one's own site, as wide as the window or as a phone. */
  class LookController extends Controller {
    static targets = ["frame", "phone"];

    phone() {
      const narrow = this.frameTarget.classList.toggle("is-phone");
      this.phoneTarget.setAttribute("aria-pressed", String(narrow));
    }
  }

  window.wagtail.app.register("share-places", PlacesController);
  window.wagtail.app.register("share-look", LookController);
})();
