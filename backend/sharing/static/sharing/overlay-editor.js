/* The editor of local parts: one definition of blocks, unpacked once, drawn at each place where somebody writes. */
(() => {
  class OverlayEditorController extends window.StimulusModule.Controller {
    static targets = ["place"];

    static values = { definition: Object };

    placeTargetConnected(place) {
      if ("open" in place.dataset) this.draw(place);
    }

    /* Opens the editor of a quiet place, with the menu of blocks for the first one. */
    open(event) {
      const button = event.currentTarget;
      const place = button.closest("[data-prefix]");
      this.draw(place);
      place.querySelector(".overlay-own").hidden = false;
      button.hidden = true;
      place.querySelector(".c-sf-add-button")?.click();
    }

    draw(place) {
      if ("drawn" in place.dataset) return;
      place.dataset.drawn = "";
      const { prefix, state, error, accepts } = place.dataset;
      const definition = this.narrowed(JSON.parse(accepts));
      const placeholder = place.querySelector("[data-editor]");
      definition.render(placeholder, prefix, JSON.parse(state), JSON.parse(error));
    }

    /* The definition with only those blocks on its menu that a place takes. What is there already is drawn whatever it is. */
    narrowed(accepts) {
      this.unpacked ??= window.telepath.unpack(this.definitionValue);
      const whole = this.unpacked;
      if (accepts === null) return whole;
      const groups = whole.groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter(({ name }) => accepts.includes(name))])
        .filter(([, blocks]) => blocks.length > 0);
      const narrowed = new whole.constructor(whole.name, groups, whole.initialChildStates, whole.meta);
      narrowed.childBlockDefsByName = whole.childBlockDefsByName;
      return narrowed;
    }
  }

  window.wagtail.app.register("overlay-editor", OverlayEditorController);
})();
